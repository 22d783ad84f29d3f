/** The limits that phone and server both hold to; written once, here. */
export const LIMITS = {
  /** Characters of « Que se passe-t-il ? ». */
  descriptionMax: 2000,
  /** Characters of a place in words. */
  placeMax: 200,
  /** Characters of a comment or of a note to the reporter. */
  commentMax: 1000,
  /** Photos of one alert. */
  photosMax: 4,
  /** Bytes of one uploaded photo. */
  photoBytesMax: 10 * 1024 * 1024,
  /** Pixels of one uploaded photo, width × height. */
  photoPixelsMax: 40_000_000,
  /** Longest edge, in pixels, that the phone and the server keep. */
  photoEdge: 1600,
  /** Longest edge, in pixels, of a thumbnail. */
  thumbnailEdge: 480,
  /** Rows of one page of any connection. */
  pageMax: 50,
  /** Events that a reconnecting stream replays before it asks the client to reload its list. */
  catchUpMax: 200,
} as const

/** What one GraphQL document may ask for. Every document of the app stays below half of each. See ADR 12. */
export const QUERY_LIMITS = {
  /** Lexical tokens of the document: names, punctuators, values. */
  tokens: 1_500,
  /** Levels of fields. */
  depth: 12,
  /** Levels of fields below `__schema` and `__type`, where introspection is open. */
  introspectionDepth: 24,
  /** Fields of one operation, once its fragments are laid out. */
  fields: 600,
  /** Aliases of one operation, those of `__typename` included. */
  aliases: 15,
  /** Directives of one operation and of the fragments it spreads. */
  directives: 15,
  /** Fields asked for again in the same place. */
  repeatedFields: 20,
  /** Fields that the answer may hold: one each, times the page sizes above it. */
  cost: 25_000,
} as const
export type QueryLimit = keyof typeof QUERY_LIMITS

/** How often: `max` at once, then one every `seconds / max`. */
export interface Rate {
  max: number
  seconds: number
}

/**
 * What one account and one network (an IPv4 address, an IPv6 /64) may do. Generous: behind one address of a mobile
 * operator live a thousand people, and on the evening of an emergency all of them are here. See ADR 11.
 */
export const RATE_LIMITS = {
  /** Attempts to sign in; the account is the address that was typed. */
  signIn: { account: { max: 20, seconds: 600 }, network: { max: 600, seconds: 600 } },
  /** Reports; an outbox that was away for an evening may bring them all at once. */
  report: { account: { max: 40, seconds: 600 }, network: { max: 1_000, seconds: 600 } },
  /** Comments. */
  comment: { account: { max: 60, seconds: 600 }, network: { max: 2_000, seconds: 600 } },
  /** Connections of the alert stream, and further subscriptions over one. */
  stream: { account: { max: 120, seconds: 600 }, network: { max: 5_000, seconds: 600 } },
} as const satisfies Record<string, { account: Rate; network: Rate }>
export type LimitedAction = keyof typeof RATE_LIMITS

/** Subscriptions that one connection may have open. */
export const SUBSCRIPTIONS_MAX = 10
