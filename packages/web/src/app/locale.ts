import { i18n } from '@lingui/core'
import { noteLanguage } from '../outbox/language.ts'

export const LOCALES = ['fr', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const CHOICE = 'vigie.locale'

const firstWords = {
  fr: () => import('../locales/fr/first-screen.po'),
  en: () => import('../locales/en/first-screen.po'),
}

const otherWords = {
  fr: () => import('../locales/fr/other-screens.po'),
  en: () => import('../locales/en/other-screens.po'),
}

/** The language whose words are all there, or are on their way. */
let complete: { locale: Locale; loaded: Promise<void> } | null = null

/** The language chosen on this device, else the browser's, else French. */
export function preferredLocale(): Locale {
  const wanted = [storedChoice(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase())
  return LOCALES.find((locale) => locale === wanted.find((tag) => LOCALES.some((it) => it === tag))) ?? 'fr'
}

/** Loads the words of the first screen, then changes every text on the screen and `<html lang>`. */
export async function activateLocale(locale: Locale): Promise<void> {
  const { messages } = await firstWords[locale]()
  i18n.load(locale, messages)
  i18n.activate(locale)
  document.documentElement.lang = locale
  // Without it the service worker speaks the browser's language.
  noteLanguage(locale).catch(() => {})
}

/**
 * Gives how to load a part of the app that is not the first screen: together with its words, so that it never shows
 * without them. Errors: as of `load`, and when the words cannot be had.
 */
export function withWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), completeWords(i18n.locale)])
    return part
  }
}

function completeWords(active: string): Promise<void> {
  const locale = active === 'en' ? 'en' : 'fr'
  if (complete?.locale === locale) return complete.loaded
  const loaded = otherWords[locale]().then(({ messages }) => i18n.load(locale, messages))
  complete = { locale, loaded }
  // The next screen tries again.
  loaded.catch(() => {
    complete = null
  })
  return loaded
}

/** Activates the language with all its words, and keeps the choice on this device. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await completeWords(locale)
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
