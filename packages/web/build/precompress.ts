import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)

/** Below this size a packet is not saved. */
const WORTH_BYTES = 1024

/**
 * Writes a brotli form (RFC 7932) beside each text that the build made, at the quality that no server has time for.
 * The server hands it to whoever accepts it.
 */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'vigie-precompress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const texts = globSync('**/*.{js,css,svg,webmanifest}', { cwd: folder })
        await Promise.all(texts.map((name) => compressFile(join(folder, name))))
      },
    },
  }
}

async function compressFile(file: string): Promise<void> {
  const text = await readFile(file)
  if (text.length >= WORTH_BYTES) await writeFile(`${file}.br`, await compress(text))
}
