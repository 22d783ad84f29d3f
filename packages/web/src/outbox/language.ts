import { read, write } from './database.ts'
import { isLanguage, type Language } from './waiting-words.ts'

/** Notes the app's language where the service worker finds it too: it speaks when the app is closed. */
export async function noteLanguage(language: Language): Promise<void> {
  await write(['meta'], 'relaxed', (tx) => tx.store.put(language, 'language'))
}

/** The app's language on this device, else the browser's, else French. */
export async function languageOf(browsers: string): Promise<Language> {
  const noted = await read(['meta'], (tx) => tx.store.get('language'))
  const browser = browsers.slice(0, 2).toLowerCase()
  return [noted, browser].find(isLanguage) ?? 'fr'
}
