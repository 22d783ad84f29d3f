import { PUSH_PAYLOAD_MAX, type PushPayload } from '@vigie/schema'
import { seesWholeTown } from '../identity/identity.policy.ts'
import type { PushOptions } from '../ports.ts'
import type { WaitingDelivery } from './delivery.reads.ts'

/** A photo that arrives moves the screens and notifies nobody. */
type Kind = Exclude<WaitingDelivery['kind'], 'PHOTO_ADDED'>

/** Neutral on purpose: it lands on lock screens. */
const TITLES: Record<'FR' | 'EN', Record<Kind, string>> = {
  FR: {
    REPORTED: 'Nouvelle alerte dans votre quartier',
    COMMENTED: 'Nouveau commentaire sur votre signalement',
    ACKNOWLEDGED: 'Votre signalement est pris en compte',
    ON_THE_WAY: 'Une patrouille est en route',
    RESOLVED: 'Votre signalement est terminé',
  },
  EN: {
    REPORTED: 'New alert in your neighbourhood',
    COMMENTED: 'New comment on your report',
    ACKNOWLEDGED: 'Your report has been taken up',
    ON_THE_WAY: 'A patrol is on the way',
    RESOLVED: 'Your report is closed',
  },
}

/** Who watches over the whole town has no neighbourhood to be called theirs. */
const IN_TOWN = { FR: 'Nouvelle alerte dans la ville', EN: 'New alert in town' }

function titleFor({ kind, locale, role }: WaitingDelivery): string {
  if (kind === 'PHOTO_ADDED') throw new Error('nobody is notified of a photo')
  return kind === 'REPORTED' && seesWholeTown({ role }) ? IN_TOWN[locale] : TITLES[locale][kind]
}

/** Seconds that a push service may keep a message: an alert is old news after six hours. */
export const TTL_SECONDS = 6 * 3600

/**
 * The payload (ids and a neutral title) and how it is to be sent.
 * @param ttl seconds that are left of `TTL_SECONDS`
 */
export function pushMessage(
  delivery: WaitingDelivery,
  ttl: number,
): { payload: string; options: PushOptions } {
  const payload: PushPayload = {
    web_push: 8030,
    notification: {
      title: titleFor(delivery),
      lang: delivery.locale === 'FR' ? 'fr' : 'en',
      navigate: `/alertes/${delivery.alert_id}`,
      tag: `alert-${delivery.alert_id}`,
      data: { alertId: delivery.alert_id, eventId: delivery.event_id },
    },
  }
  const text = JSON.stringify(payload)
  if (Buffer.byteLength(text) > PUSH_PAYLOAD_MAX) throw new Error('push payload above its limit')
  const pressing =
    delivery.urgency === 'IMMEDIATE' || delivery.severity === 'EXTREME' || delivery.severity === 'SEVERE'
  return {
    payload: text,
    options: {
      ttl,
      urgency: pressing ? 'high' : 'normal',
      topic: delivery.alert_id.replaceAll('-', ''),
    },
  }
}
