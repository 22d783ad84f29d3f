import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, expect, it } from 'vitest'
import { firstWords } from './first-words.ts'

let root = ''
afterEach(() => rmSync(root, { recursive: true }))

/** Builds an app whose first screen says something by `src/card.ts`. */
async function buildApp(sources: string[]): Promise<void> {
  root = mkdtempSync(join(tmpdir(), 'vigie-words-'))
  mkdirSync(join(root, 'src'))
  writeFileSync(join(root, 'index.html'), '<script type="module" src="/src/main.ts"></script>')
  writeFileSync(join(root, 'src/main.ts'), "import('./start.page.ts'); import('./other.page.ts')")
  writeFileSync(join(root, 'src/start.page.ts'), "import './card.ts'; console.log('start')")
  writeFileSync(join(root, 'src/card.ts'), "import { t } from '@lingui/core/macro'\nconsole.log(t`Bonjour`)")
  writeFileSync(
    join(root, 'src/other.page.ts'),
    "import { t } from '@lingui/core/macro'\nconsole.log(t`Plus`)",
  )
  const words = firstWords({ sources, screen: 'src/start.page.ts', catalog: 'none.po' })
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [words],
    build: { write: false, rolldownOptions: { external: ['@lingui/core/macro'] } },
  })
}

it('asks for no more than the words of the first screen', async () => {
  await expect(buildApp(['src/card.ts'])).resolves.toBeUndefined()
})

it('fails the build when the first screen has words that its catalog does not', async () => {
  await expect(buildApp([])).rejects.toThrow(/not in build\/first-screen\.ts: .*card\.ts$/m)
})
