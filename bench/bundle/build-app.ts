import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Plugin, type Rolldown } from 'vite'
import { firstLoad } from '../../packages/web/build/first-load.ts'

const web = join(import.meta.dirname, '../../packages/web')
const START = { screen: 'src/app/feed.page.tsx', catalog: 'src/locales/fr/first-screen.po' }

/** What a build weighs, gzipped where it says so; kilobytes are 1,000 bytes. */
export interface Weights {
  /** Scripts of the first load, gzipped. */
  scriptKb: number
  /** Its styles, gzipped. */
  styleKb: number
  /** The service worker, gzipped. */
  serviceWorkerKb: number
  /** Files that are installed with the app. */
  precachedFiles: number
  /** What they weigh, as they are stored. */
  precachedKb: number
}

const gzipped = (texts: (string | Uint8Array)[]) =>
  texts.reduce((kb, text) => kb + gzipSync(text).length / 1000, 0)

/** Builds the app as it is shipped, elsewhere, and weighs it. */
export async function weighApp(): Promise<Weights> {
  const outDir = mkdtempSync(join(tmpdir(), 'vigie-bundle-'))
  const first = { scriptKb: 0, styleKb: 0 }
  try {
    await build({
      configFile: join(web, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
      plugins: [weighFirstLoad(first)],
    })
    const worker = readFileSync(join(outDir, 'service-worker.js'), 'utf8')
    const precached = listFiles(outDir).filter(
      (file) => worker.includes(`"${file}"`) && !file.startsWith('assets/maplibre-'),
    )
    const bytes = precached.reduce((sum, file) => sum + statSync(join(outDir, file)).size, 0)
    return {
      ...first,
      serviceWorkerKb: gzipped([worker]),
      precachedFiles: precached.length,
      precachedKb: bytes / 1000,
    }
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

function weighFirstLoad(into: { scriptKb: number; styleKb: number }): Plugin {
  return {
    name: 'weigh-first-load',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const first = firstLoad(bundle, START)
        if (!first) return
        const styles = new Set(first.all.flatMap((it) => [...(it.viteMetadata?.importedCss ?? [])]))
        into.scriptKb = gzipped(first.all.map((it) => it.code))
        into.styleKb = gzipped(
          [...styles].map((name) => (bundle[name]?.type === 'asset' ? bundle[name].source : '')),
        )
      },
    },
  }
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(folder.length + 1))

/** The least that an app with these libraries weighs: one query, shown. */
const LEAST = `
  import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client'
  import { ApolloProvider, useQuery } from '@apollo/client/react'
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  const link = ApolloLink.from([new HttpLink({ uri: '/graphql' })])
  const client = new ApolloClient({ cache: new InMemoryCache(), link })
  function Name() {
    return useQuery(gql\`{ viewer { name } }\`).data?.viewer.name ?? null
  }
  createRoot(document.body).render(createElement(ApolloProvider, { client }, createElement(Name)))`

/** React and Apollo Client alone, by the same Vite. */
export async function weighLibraries(): Promise<number> {
  const built = await build({
    root: web,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'least',
        resolveId: (id) => (id === 'least' ? join(web, 'least.js') : null),
        load: (id) => (id.endsWith('least.js') ? LEAST : null),
      },
    ],
    build: { write: false, modulePreload: { polyfill: false }, rolldownOptions: { input: 'least' } },
  })
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[]
  return gzipped(
    outputs.flatMap(({ output }) => output.flatMap((it) => (it.type === 'chunk' ? [it.code] : []))),
  )
}
