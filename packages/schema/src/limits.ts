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
