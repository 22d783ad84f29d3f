import * as v from 'valibot'

/**
 * What a push message carries: the JSON form of Declarative Web Push (`web_push: 8030`), so that a browser
 * can show it even where the service worker cannot run. Ids and a neutral title only: it lands on lock screens.
 * Source: https://www.w3.org/TR/push-api/#declarative-push-message
 */
export const PushPayload = v.object({
  web_push: v.literal(8030),
  notification: v.object({
    title: v.string(),
    lang: v.picklist(['fr', 'en']),
    /** Absolute or root-relative address that a click opens. */
    navigate: v.string(),
    /** Groups the notifications of one alert: however often it was sent, one is seen. */
    tag: v.string(),
    data: v.object({ alertId: v.string(), eventId: v.string() }),
  }),
  /** Unseen alerts, for the badge on the icon. */
  app_badge: v.optional(v.number()),
})
export type PushPayload = v.InferOutput<typeof PushPayload>

/** Bytes of the JSON before encryption; push services take 4,096 after it. */
export const PUSH_PAYLOAD_MAX = 3000
