import { v7 } from 'uuid'

/** A new UUIDv7 (RFC 9562): sorts by time, made by whoever creates the thing. */
export const newId = (): string => v7()
