/**
 * Why the server said no. The code, not the text, tells the phone what to do:
 * a permanent refusal is acknowledged and shown to its author, a temporary one waits and is tried again.
 */
export const REFUSALS = {
  /** A field is missing, too long or of the wrong shape; `field` names it. */
  INVALID_INPUT: { permanent: true },
  /** The id was used before, by somebody else or with another content. */
  ID_CONFLICT: { permanent: true },
  /** The alert does not exist, or this person may not see it. */
  ALERT_NOT_FOUND: { permanent: true },
  /** This person's role may not do that. */
  NOT_ALLOWED: { permanent: true },
  /** The alert is resolved; nothing can be added to how it was handled. */
  ALREADY_RESOLVED: { permanent: true },
  /** The push endpoint is not one of a known push service. */
  PUSH_ENDPOINT_REFUSED: { permanent: true },
} as const
export type RefusalCode = keyof typeof REFUSALS

/** Codes of GraphQL errors (`extensions.code`): missing rights and faults, as opposed to refusals. */
export const ERROR_CODES = {
  /** Nobody is signed in, or the session expired: sign in, nothing is lost. */
  UNAUTHENTICATED: { permanent: false },
  /** Signed in, but without the right. */
  FORBIDDEN: { permanent: true },
  /** The app is older than this server accepts: reload it, the outbox stays. */
  CONTRACT_TOO_OLD: { permanent: false },
  /** The app is newer than this server, which is about to be updated or was set back: wait, the outbox stays. */
  CONTRACT_TOO_NEW: { permanent: false },
  /** Too many requests; wait `retryAfter` seconds. */
  RATE_LIMITED: { permanent: false },
  /** The document or its variables are not valid. */
  BAD_REQUEST: { permanent: true },
  /** The document asks for too much; `limit` names what, `max` how much is allowed. */
  QUERY_TOO_LARGE: { permanent: true },
  /** A part of the service is away; try again later. */
  UNAVAILABLE: { permanent: false },
  /** A fault of ours; try again later. */
  INTERNAL: { permanent: false },
} as const
export type ErrorCode = keyof typeof ERROR_CODES

/** Close codes of the alert stream beyond those of the graphql-transport-ws protocol. */
export const STREAM_CLOSE = {
  /** No valid session: sign in again. */
  UNAUTHENTICATED: 4401,
  /** The session or the right was revoked. */
  FORBIDDEN: 4403,
  /** Too many connections from this account or network: wait, then come back. */
  TOO_MANY: 4429,
} as const
