import { v7 } from 'uuid'

/** A new UUIDv7 (RFC 9562): sorts by time, made by whoever creates the thing. */
export const newId = (): string => v7()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether the database could have such an id at all; anything else would be a fault in its eyes. */
export const isId = (text: string): boolean => UUID.test(text)
