import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { compileAhead } from './build/compile-ahead.ts'
import { firstLoadBudget } from './build/first-load-budget.ts'
import { FIRST_SCREEN, PRERENDERED } from './build/first-screen.ts'
import { firstWords } from './build/first-words.ts'
import { inlineFirstStyles } from './build/inline-first-styles.ts'
import { manifest } from './build/manifest.ts'
import { partOf } from './build/part-of.ts'
import { precompress } from './build/precompress.ts'
import { preloadFirstScreen } from './build/preload-first-screen.ts'
import { prerenderFirstWords } from './build/prerender-first-words.ts'
import { startQuestions } from './build/start-questions.ts'

const schema = readFileSync(new URL('../schema/schema.graphql', import.meta.url))
const schemaHash = createHash('sha256').update(schema).digest('hex').slice(0, 12)
const start = { screen: 'src/app/feed.page.tsx', catalog: 'src/locales/fr/first-screen.po' }
const documents = ['src/app/session.graphql', 'src/alerts/alerts.graphql'].map((it) =>
  join(import.meta.dirname, it),
)
const server = 'http://localhost:4000'

/** How a source of the app is read, built or drawn. */
const reading = {
  resolve: { conditions: ['vigie-source', 'es2015', 'module', 'browser', 'development|production'] },
  plugins: () => [
    lingui({ macroTransform: true, failOnCompileError: true, cwd: import.meta.dirname }),
    react(),
  ],
}

export default defineConfig({
  root: import.meta.dirname,
  define: { __SCHEMA_HASH__: JSON.stringify(schemaHash) },
  resolve: reading.resolve,
  plugins: [
    ...reading.plugins(),
    startQuestions(['CurrentViewer', 'Alerts'], documents),
    firstLoadBudget({ limitKb: 165, ...start }),
    firstWords({ sources: FIRST_SCREEN, ...start }),
    preloadFirstScreen(start),
    inlineFirstStyles(start),
    compileAhead(start),
    prerenderFirstWords({ screens: PRERENDERED, ...reading }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest,
      // The system fetches the icons of the installed app, a page has its first styles in it.
      includeManifestIcons: false,
      injectManifest: {
        // As an ES module the service worker builds and then fails to register.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,woff2,svg}', 'icons/{icon-192,badge-96}.png'],
        globIgnores: ['assets/{shell,feed}-*.css'],
      },
    }),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    // The policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Runs before all the rest, so it must not come in one file with it.
            {
              name: 'at-start',
              test: /\/app\/(asked-at-start|early-answers|kept-at-start|kept-store)\.ts$|start-questions$|\/page-size\.ts$|\/contract-version\.ts$/,
              priority: 3,
            },
            // What every start loads comes in two files: libraries, which seldom change, and the app's own part.
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 2 },
            { name: 'shell', tags: ['$initial'], priority: 1 },
            { name: partOf('feed', start.screen) },
            // By itself it stays the same from one version of the app to the next; the service worker knows it by name.
            { name: 'maplibre', test: /node_modules\/maplibre-gl/ },
            // A device fetches and keeps every file by itself: what several screens share comes in one.
            { name: 'icons', test: /node_modules\/lucide-react/ },
            { name: 'parts', test: /\/web\/src\/(?!locales\/)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/api': server,
      '/healthz': server,
    },
  },
})
