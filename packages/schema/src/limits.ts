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
