import { readdirSync, readFileSync } from 'node:fs'

export type Language = 'fr' | 'en'

const unquote = (lines: string) =>
  [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => JSON.parse(`"${part}"`)).join('')

function readCatalog(language: Language): Map<string, string> {
  const folder = new URL(`../../packages/web/src/locales/${language}/`, import.meta.url)
  const catalogs = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const entries = catalogs.flatMap((it) => [...it.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)/gm)])
  return new Map(entries.map(([, id = '', text = '']) => [unquote(id), unquote(text)]))
}

/**
 * The interface's own words: gives the text of this language for the French of the code, as the app's catalogs
 * have it, so that a test names what a person reads.
 * @throws Error when the catalogs do not know it
 */
export function wordsOf(language: Language): (french: string) => string {
  const catalog = readCatalog(language)
  return (french) => {
    const text = catalog.get(french)
    if (!text) throw new Error(`no ${language} for « ${french} »`)
    return text
  }
}
