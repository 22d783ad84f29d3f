import { PUSH_PAYLOAD_MAX, type PushPayload } from '@vigie/schema'
import type { PushOptions } from '../ports.ts'
import type { WaitingDelivery } from './delivery.reads.ts'

type Kind = WaitingDelivery['kind']

/** Neutral on purpose: it lands on lock screens. */
const TITLES: Record<'FR' | 'EN', Record<Kind, string>> = {
  FR: {
    REPORTED: 'Nouvelle alerte dans votre quartier',
    PHOTO_ADDED: 'Nouvelle photo sur une alerte',
    COMMENTED: 'Nouveau commentaire sur votre signalement',
    ACKNOWLEDGED: 'Votre signalement est pris en compte',
    ON_THE_WAY: 'Une patrouille est en route',
    RESOLVED: 'Votre signalement est terminé',
  },
  EN: {
    REPORTED: 'New alert in your neighbourhood',
    PHOTO_ADDED: 'New photo on an alert',
    COMMENTED: 'New comment on your report',
    ACKNOWLEDGED: 'Your report has been taken up',
    ON_THE_WAY: 'A patrol is on the way',
    RESOLVED: 'Your report is closed',
  },
}

/** Seconds that a push service may keep a message: an alert is old news after six hours. */
const TTL_SECONDS = 6 * 3600

/** The payload (ids and a neutral title) and how it is to be sent. */
export function pushMessage(delivery: WaitingDelivery): { payload: string; options: PushOptions } {
  const payload: PushPayload = {
    web_push: 8030,
    notification: {
      title: TITLES[delivery.locale][delivery.kind],
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
      ttl: TTL_SECONDS,
      urgency: pressing ? 'high' : 'normal',
      topic: delivery.alert_id.replaceAll('-', ''),
    },
  }
}
