import { PushPayload } from '@vigie/schema'
import * as v from 'valibot'

/** What is shown for a push message, whatever was in it: a browser wants every push to be seen. */
export interface ComposedNotification {
  title: string
  lang: 'fr' | 'en'
  tag: string
  body?: string
  /** Path of our own origin that a click opens. */
  path: string
  /** Null when the message could not be read. */
  about: { alertId: string; eventId: string } | null
}

const NEUTRAL = {
  fr: { title: 'Vigie', body: 'Il y a du nouveau dans votre quartier.' },
  en: { title: 'Vigie', body: 'There is something new in your neighbourhood.' },
}

/** Reads a push message's text; what cannot be read becomes a neutral notification in the device's language. */
export function composeNotification(
  text: string | undefined,
  origin: string,
  deviceLanguage: string,
): ComposedNotification {
  const payload = v.safeParse(PushPayload, parsed(text))
  if (!payload.success) {
    const lang = deviceLanguage.startsWith('en') ? 'en' : 'fr'
    return { ...NEUTRAL[lang], lang, tag: 'vigie', path: '/', about: null }
  }
  const { title, lang, tag, navigate, data } = payload.output.notification
  return { title, lang, tag, path: ownPath(navigate, origin), about: data }
}

/** Wherever a message points, a click stays in the app. */
export function ownPath(address: string, origin: string): string {
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null
  return url?.origin === origin ? url.pathname + url.search + url.hash : '/'
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
