import { i18n } from '@lingui/core'
import { noteLanguage } from '../outbox/language.ts'

export const LOCALES = ['fr', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const CHOICE = 'vigie.locale'

const catalogs = {
  fr: () => import('../locales/fr.po'),
  en: () => import('../locales/en.po'),
}

/** The language chosen on this device, else the browser's, else French. */
export function preferredLocale(): Locale {
  const wanted = [storedChoice(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase())
  return LOCALES.find((locale) => locale === wanted.find((tag) => LOCALES.some((it) => it === tag))) ?? 'fr'
}

/** Loads the catalog, then changes every text on the screen and `<html lang>`. */
export async function activateLocale(locale: Locale): Promise<void> {
  const { messages } = await catalogs[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
  // Without it the service worker speaks the browser's language.
  noteLanguage(locale).catch(() => {})
}

/** Activates the language and keeps the choice on this device. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await activateLocale(locale)
  try {
    localStorage.setItem(CHOICE, locale)
  } catch {
    // Storage is refused: the choice holds until the tab closes.
  }
}

function storedChoice(): string | null {
  try {
    return localStorage.getItem(CHOICE)
  } catch {
    return null
  }
}
