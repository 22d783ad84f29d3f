import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { OutboxRequest } from '@vigie/schema'
import { clockWords, whenWords } from '../ui/when-words.ts'
import type { OutboxEntry } from './outbox-entry.ts'

/** How far an entry has come, as its author understands it. */
export type Stage = 'saved' | 'sending' | 'received' | 'refused'

/** Received is received: photos that still follow do not take that back, and are told beside it. */
export function stageOf(entry: OutboxEntry): Stage {
  if (entry.state === 'refused') return 'refused'
  if (entry.acknowledgement) return 'received'
  return entry.state === 'sending' ? 'sending' : 'saved'
}

export const KIND: Record<OutboxRequest['kind'], MessageDescriptor> = {
  reportAlert: msg`Signalement`,
  commentAlert: msg`Commentaire`,
  acknowledgeAlert: msg`Prise en charge`,
  resolveAlert: msg`Fin d’intervention`,
}

/** « Reçu à 21 h 04 : voisins, mairie et police municipale prévenus » */
export function receivedWords(entry: OutboxEntry, now: Date, locale: string): MessageDescriptor {
  const at = entry.acknowledgement?.receivedAt
  const when = at ? momentWords(new Date(at), now, locale) : ''
  switch (entry.request.kind) {
    case 'reportAlert':
      return msg`Reçu ${when} : voisins, mairie et police municipale prévenus`
    case 'commentAlert':
      return msg`Reçu ${when} : votre commentaire est publié`
    default:
      return when
        ? msg`Reçu ${when} : l’auteur du signalement est prévenu`
        : msg`Reçu : l’auteur du signalement est prévenu`
  }
}

/** « à 21 h 04 » today, « hier à 21 h 04 » before: exact, because somebody may need to say when. */
export function momentWords(at: Date, now: Date, locale: string): string {
  const clock = clockWords(at, locale)
  if (at.toDateString() === now.toDateString()) return locale.startsWith('fr') ? `à ${clock}` : `at ${clock}`
  const words = whenWords(at, now, locale)
  // Half past midnight is still « il y a 40 minutes » of yesterday evening: then the clock alone.
  return words.includes(clock) ? words : locale.startsWith('fr') ? `à ${clock}` : `at ${clock}`
}

/** What stands for the entry in a list: the author's own words. */
export function contentOf({ request }: OutboxEntry): string {
  switch (request.kind) {
    case 'reportAlert':
      return request.input.description
    case 'commentAlert':
      return request.input.text
    default:
      return request.input.note ?? ''
  }
}
