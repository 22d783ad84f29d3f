/** What can go wrong on the phone itself, each with its own words and way out on the screen. */
export type OutboxErrorCode =
  /** No room left: remove a photo or free space; the text stays in the form. */
  | 'STORAGE_FULL'
  /** The database's connection died, and once more after reopening: close the app and open it again. */
  | 'STORAGE_DEAD'
  /** A newer version of the app has changed the database: reload. */
  | 'STORAGE_NEWER'
  /** This browser gives no database (some private windows). */
  | 'STORAGE_REFUSED'
  /** Nobody is signed in on this phone. */
  | 'NOBODY_SIGNED_IN'
  /** This id was saved before with another content, by another tab. */
  | 'ALREADY_SAVED'
  /** The entry is gone: sent and pruned, or deleted in another tab. */
  | 'ENTRY_GONE'
  /** It may already have arrived; a changed copy would be a second report. */
  | 'NOT_EDITABLE'
  /** Another report is being written; finish or discard it first. */
  | 'DRAFT_IN_PROGRESS'

/** A typed failure of the outbox; `code` decides what the screen says. */
export class OutboxError extends Error {
  readonly code: OutboxErrorCode

  constructor(code: OutboxErrorCode, cause?: unknown) {
    super(`outbox: ${code}`, { cause })
    this.name = 'OutboxError'
    this.code = code
  }
}

/** Browsers name it differently; Safari closes connections in the background, then everything throws one of these. */
const DEAD_CONNECTION = new Set(['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError'])

/** True for the errors of a connection that died under us and that reopening may cure. */
export function isDeadConnection(error: unknown): boolean {
  return nameOf(error) !== null && DEAD_CONNECTION.has(nameOf(error) ?? '')
}

/** Turns what IndexedDB threw into a typed error; anything unknown passes as it is. */
export function asOutboxError(error: unknown): unknown {
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return new OutboxError('STORAGE_FULL', error)
    case 'VersionError':
      return new OutboxError('STORAGE_NEWER', error)
    case 'SecurityError':
      return new OutboxError('STORAGE_REFUSED', error)
    default:
      return error
  }
}

function nameOf(error: unknown): string | null {
  return error instanceof Error || (typeof DOMException !== 'undefined' && error instanceof DOMException)
    ? error.name
    : null
}
