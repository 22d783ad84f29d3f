import type { OutboxRequest } from '@vigie/schema'

/** What waits on this phone and why: for a notification, which is made without React and without the app's catalogs. */
export interface WaitingWords {
  title: string
  body: string
  lang: Language
}

const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const ONE = {
  fr: {
    reportAlert: 'Un signalement attend sur ce téléphone',
    commentAlert: 'Un commentaire attend sur ce téléphone',
    acknowledgeAlert: 'Une prise en charge attend sur ce téléphone',
    resolveAlert: 'Une fin d’intervention attend sur ce téléphone',
  },
  en: {
    reportAlert: 'A report is waiting on this phone',
    commentAlert: 'A comment is waiting on this phone',
    acknowledgeAlert: 'A response is waiting on this phone',
    resolveAlert: 'An end of response is waiting on this phone',
  },
} satisfies Record<Language, Record<OutboxRequest['kind'], string>>

const SEVERAL = {
  fr: (count: number) => `${count} envois attendent sur ce téléphone`,
  en: (count: number) => `${count} items are waiting on this phone`,
}

/** By the code that paused the senders; both need its person. */
const WAY_OUT = {
  fr: {
    UNAUTHENTICATED: 'Reconnectez-vous : l’envoi partira aussitôt, rien n’est perdu.',
    CONTRACT_TOO_OLD: 'Ouvrez Vigie pour la mettre à jour : l’envoi partira aussitôt, rien n’est perdu.',
    other: 'Ouvrez Vigie pour en savoir plus : rien n’est perdu.',
  },
  en: {
    UNAUTHENTICATED: 'Sign in again: it will be sent at once, nothing is lost.',
    CONTRACT_TOO_OLD: 'Open Vigie to update it: it will be sent at once, nothing is lost.',
    other: 'Open Vigie to learn more: nothing is lost.',
  },
}

/** The words for `kinds`, what waits, in the language of the app on this device. `code` is what paused the senders. */
export function waitingWords(code: string, kinds: OutboxRequest['kind'][], lang: Language): WaitingWords {
  const [first = 'reportAlert'] = kinds
  const ways = WAY_OUT[lang]
  return {
    title: kinds.length > 1 ? SEVERAL[lang](kinds.length) : ONE[lang][first],
    body: code === 'UNAUTHENTICATED' || code === 'CONTRACT_TOO_OLD' ? ways[code] : ways.other,
    lang,
  }
}

/** Recognises one of the app's languages. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((it) => it === value)
}
