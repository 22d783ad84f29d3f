import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Fails when a text of the interface is not in the catalogs, or has no English. Leaves the catalogs as they were. */
const root = join(import.meta.dirname, '..')
const web = join(root, 'packages/web')
const catalogs = globSync('src/locales/*/*.po', { cwd: web }).map((path) => join(web, path))
const before = catalogs.map((path) => readFileSync(path, 'utf8'))

const extract = spawnSync(join(root, 'node_modules/.bin/lingui'), ['extract', '--clean'], {
  cwd: web,
  encoding: 'utf8',
})
if (extract.status !== 0) throw new Error(extract.stdout + extract.stderr)
const after = catalogs.map((path) => readFileSync(path, 'utf8'))
catalogs.forEach((path, index) => {
  writeFileSync(path, before[index] ?? '')
})

/** The entries without their order, dates and origins. */
const ids = (catalog: string) =>
  [...catalog.matchAll(/^msgid ((?:".*"\n)+)/gm)].map((match) => match[1] ?? '').sort()
const stale = after.some((catalog, index) => ids(catalog).join('') !== ids(before[index] ?? '').join(''))
const english = after.filter((_, index) => catalogs[index]?.includes('/en/')).join('\n')
const untranslated = [...english.matchAll(/^msgid ((?:".*"\n)+)msgstr ""\n(?!")/gm)]
  .map((match) => match[1]?.trim())
  .filter((id) => id !== '""')

if (stale) console.log('The catalogs are out of date: run pnpm --filter @vigie/web extract')
for (const id of untranslated) console.log(`No English for ${id}`)
process.exit(stale || untranslated.length > 0 ? 1 : 0)
