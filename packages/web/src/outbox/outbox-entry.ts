import type { OutboxRequest } from '@vigie/schema'

/*
 * One report (or comment, or handling step) on its way from this phone to the server.
 *
 *            saveToOutbox: IndexedDB committed it, photos included
 *                 │
 *                 ▼
 *  ┌────────── pending ◄──────────────────────────────────────────────┐
 *  │              │ the sender takes it (mayHaveArrived := true)      │ retry, by its author
 *  │              ▼                                                   │
 *  │           sending ──── permanent refusal ────────────────────► refused
 *  │              │                                                   │ edit, by its author
 *  │              ├─ no answer, 5xx, 429, crash ► pending, and wait   └───────────► a draft, under a new id
 *  │              ├─ nobody signed in, app too old ► pending, and the queue pauses
 *  │              └─ the text is acknowledged
 *  │                       │                 │
 *  │ photos are left       │                 │ every photo is received or refused
 *  └───────────────────────┘                 ▼
 *    (`acknowledgement` is set)            done
 *
 * `queue` says which sender the entry waits for: 'text' first, then 'photos', then 'over' (done or refused).
 */
export type EntryState = 'pending' | 'sending' | 'done' | 'refused'
export type EntryQueue = 'text' | 'photos' | 'over'
export type PhotoState = 'waiting' | 'sending' | 'done' | 'refused'

/** Why something did not go through: a code of the server, or one of `LOCAL_FAULTS`. */
export interface Fault {
  code: string
  /** For developers and for codes that this app does not know; known codes have their own words. */
  message: string
  /** The field that the server refused, when it named one. */
  field?: string
}

/** Faults that the phone itself notices. */
export const LOCAL_FAULTS = {
  /** No answer: no network, a cut connection, a timeout. The request may have arrived all the same. */
  NETWORK: 'NETWORK',
  /** An answer that is not the server's: a captive portal, a proxy's page, somebody else's report. */
  UNREADABLE_ANSWER: 'UNREADABLE_ANSWER',
  /** A part of the app could not be loaded: no network, or another tab has started a newer app. */
  PART_MISSING: 'PART_MISSING',
  /** The browser lost the photo that it had stored. */
  PHOTO_LOST: 'PHOTO_LOST',
} as const

/** One photo of an entry; its bytes lie in the `blobs` store under the same id. */
export interface OutboxPhoto {
  id: string
  bytes: number
  state: PhotoState
  /** Bytes that the server has acknowledged. */
  sentBytes: number
  /** Path of the upload on our own origin, so that a killed upload resumes where it stopped. */
  uploadPath: string | null
  fault: Fault | null
}

/** The server's word that it has the text. */
export interface Acknowledgement {
  /** By the server's clock, ISO 8601; null when the answer carried no time. */
  receivedAt: string | null
  /** True when an earlier attempt had arrived although its answer did not. */
  repeated: boolean
}

export interface OutboxEntry {
  /** UUIDv7 made on this phone; the idempotency key, the same as `request.input.id`. */
  id: string
  /** The person who wrote it; it is never sent under another session. */
  owner: string
  /** Grows by one with every entry of this phone; entries go out in this order. */
  sequence: number
  request: OutboxRequest
  /** `OUTBOX_CONTRACT_VERSION` of the app that saved it. */
  contractVersion: number
  /** When it was saved, by the phone's clock, ISO 8601. */
  savedAt: string
  state: EntryState
  queue: EntryQueue
  /** Attempts since the last progress; the exponent of the backoff. */
  attempts: number
  /** Not before, in ms since 1970 by the phone's clock; 0 is at once. See `waitLeft`. */
  nextAttemptAt: number
  lastError: Fault | null
  /** How often the server answered for it with a fault of its own (`INTERNAL`); missing is never. */
  faults?: number
  /** True once a request left and no answer ruled out that the server has taken it. */
  mayHaveArrived: boolean
  acknowledgement: Acknowledgement | null
  photos: OutboxPhoto[]
}

/** True until the server has answered for every part of it; a refused one counts until its author dealt with it. */
export function isUnsent(entry: OutboxEntry): boolean {
  return entry.state !== 'done'
}

/** True while only photos are missing: the report itself was received, and must not be called unsent. */
export function onlyPhotosFollow(entry: OutboxEntry): boolean {
  return isUnsent(entry) && entry.state !== 'refused' && entry.acknowledgement !== null
}

/** Whether it is certain that the server has never heard of it. */
export const neverLeft = (entry: OutboxEntry) => entry.state === 'pending' && !entry.mayHaveArrived

/**
 * True when editing cannot double the report: no request for it may have arrived, or the server refused it.
 * Editing gives a new id, so an entry whose attempt had no answer stays as it is until it is answered.
 */
export function mayEdit(entry: OutboxEntry): boolean {
  if (entry.request.kind !== 'reportAlert' || entry.acknowledgement) return false
  return entry.state === 'refused' || neverLeft(entry)
}

/** Refusals of the content itself: the same again would be refused again. */
const REFUSED_FOR_GOOD = new Set(['INVALID_INPUT', 'ID_CONFLICT', 'ALREADY_RESOLVED'])

/** The same of a photo: its bytes are what was refused, or they are gone. */
const PHOTO_REFUSED_FOR_GOOD = new Set<string>(['PHOTO_REFUSED', 'PHOTO_TOO_LARGE', LOCAL_FAULTS.PHOTO_LOST])

/** True for a refused photo that could be taken the next time. */
export function mayRetryPhoto({ state, fault }: OutboxPhoto): boolean {
  return state === 'refused' && !PHOTO_REFUSED_FOR_GOOD.has(fault?.code ?? '')
}

/** True when sending the same once more can lead somewhere. */
export function mayRetry(entry: OutboxEntry): boolean {
  if (entry.state === 'done') return entry.photos.some(mayRetryPhoto)
  return entry.state !== 'refused' || !REFUSED_FOR_GOOD.has(entry.lastError?.code ?? '')
}

/** What its author must know before deleting: nothing, that it may have been received, or that it was. */
export function deletionRisk(entry: OutboxEntry): 'none' | 'may-have-arrived' | 'received' {
  if (entry.acknowledgement) return entry.state === 'done' ? 'none' : 'received'
  return entry.mayHaveArrived ? 'may-have-arrived' : 'none'
}

/** Photos that the server has neither taken nor refused. */
export function photosLeft(entry: OutboxEntry): OutboxPhoto[] {
  return entry.photos.filter((photo) => photo.state === 'waiting' || photo.state === 'sending')
}
