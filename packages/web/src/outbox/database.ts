import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { StoredDraft } from './draft-fields.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { asOutboxError, isDeadConnection, OutboxError } from './outbox-error.ts'

export const DATABASE_NAME = 'vigie-outbox'
const DATABASE_VERSION = 1

/** Safari has let the first `open` after a cold start hang for ever; a second one then works. */
const OPEN_TIMEOUT_MS = 5000

/** A photo's bytes; `holder` is the entry's id, or `draft:` and its author's id. */
export interface StoredBlob {
  id: string
  holder: string
  blob: Blob
}

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: OutboxEntry; indexes: { line: [string, string, number] } }
  blobs: { key: string; value: StoredBlob; indexes: { holder: string } }
  drafts: { key: string; value: StoredDraft }
  /** `owner`: who is signed in. `sequence`: the last one given. `pause`: the code that stopped the senders. `language`: the app's. */
  meta: { key: 'owner' | 'sequence' | 'pause' | 'language'; value: string | number }
}

type Database = IDBPDatabase<OutboxSchema>
type Stores = StoreNames<OutboxSchema>
export type ReadTransaction<Names extends Stores[]> = IDBPTransaction<OutboxSchema, Names, 'readonly'>
export type WriteTransaction<Names extends Stores[]> = IDBPTransaction<OutboxSchema, Names, 'readwrite'>

let connection: Promise<Database> | null = null

/** Reads in one transaction. Errors: `OutboxError` of storage. */
export function read<T, const Names extends Stores[]>(
  stores: Names,
  body: (tx: ReadTransaction<Names>) => Promise<T>,
): Promise<T> {
  return connected(async (database) => body(database.transaction(stores, 'readonly')))
}

/**
 * Writes in one transaction and resolves only when it has committed; a body that throws leaves nothing behind.
 * `strict` waits until the operating system has it on its disk: whoever says "saved" must use it.
 * The body may run twice when the connection died in between, so it must bear that.
 * Errors: `OutboxError` of storage, and whatever the body throws.
 */
export function write<T, const Names extends Stores[]>(
  stores: Names,
  durability: 'strict' | 'relaxed',
  body: (tx: WriteTransaction<Names>) => Promise<T>,
): Promise<T> {
  return connected(async (database) => {
    const tx = database.transaction(stores, 'readwrite', { durability })
    // Whether it fails is told by the awaits below; this only keeps the rejection from being unhandled.
    tx.done.catch(() => {})
    let result: T
    try {
      result = await body(tx)
    } catch (error) {
      try {
        tx.abort()
      } catch {
        // It had already aborted by itself; its own error says why.
      }
      throw tx.error ?? error
    }
    await tx.done
    return result
  })
}

async function connected<T>(work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await connect())
  } catch (error) {
    if (!isDeadConnection(error)) throw asOutboxError(error)
  }
  await disconnect()
  try {
    return await work(await connect())
  } catch (error) {
    throw isDeadConnection(error) ? new OutboxError('STORAGE_DEAD', error) : asOutboxError(error)
  }
}

function connect(): Promise<Database> {
  if (typeof indexedDB === 'undefined') return Promise.reject(new OutboxError('STORAGE_REFUSED'))
  connection ??= withTimeout(open()).catch((error) => {
    connection = null
    throw error
  })
  return connection
}

async function disconnect(): Promise<void> {
  const old = connection
  connection = null
  await old?.then(
    (database) => database.close(),
    () => {},
  )
}

function open(): Promise<Database> {
  return openDB<OutboxSchema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database) {
      // Versions only ever add; what an older app has saved stays readable.
      const entries = database.createObjectStore('entries', { keyPath: 'id' })
      entries.createIndex('line', ['owner', 'queue', 'sequence'])
      const blobs = database.createObjectStore('blobs', { keyPath: 'id' })
      blobs.createIndex('holder', 'holder')
      database.createObjectStore('drafts', { keyPath: 'owner' })
      database.createObjectStore('meta')
    },
    // A newer app in another tab waits for us: let it through. Our next use meets STORAGE_NEWER and asks to reload.
    blocking: () => void disconnect(),
    terminated: () => void disconnect(),
  })
}

async function withTimeout(opening: Promise<Database>): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DOMException('opening took too long', 'TimeoutError')),
      OPEN_TIMEOUT_MS,
    )
  })
  try {
    return await Promise.race([opening, late])
  } catch (error) {
    // Should it open after all, nobody must be left holding it.
    void opening.then(
      (database) => database.close(),
      () => {},
    )
    throw error
  } finally {
    clearTimeout(timer)
  }
}
