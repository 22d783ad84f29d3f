/**
 * A place in the stream of events: everything of this epoch whose transaction id lies below `xid` was sent.
 * Below `pg_snapshot_xmin` nothing can commit late, so a cursor never rises above it.
 */
export interface StreamCursor {
  epoch: string
  xid: bigint
}

/** The cursor as clients see it. */
export const encodeStreamCursor = ({ epoch, xid }: StreamCursor) =>
  Buffer.from(`${epoch}.${xid}`).toString('base64url')

/** Reads a cursor back; null when it is none, so that the client is told to reload instead of being refused. */
export function decodeStreamCursor(text: string): StreamCursor | null {
  const [, epoch, xid] = /^([0-9a-f-]{36})\.(\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return epoch && xid ? { epoch, xid: BigInt(xid) } : null
}
