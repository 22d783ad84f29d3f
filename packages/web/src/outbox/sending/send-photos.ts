import { announceChange } from '../changes.ts'
import { type Fault, LOCAL_FAULTS, type OutboxEntry, type OutboxPhoto } from '../outbox-entry.ts'
import { readPhoto } from '../read-outbox.ts'
import { backoff, waitLeft } from './backoff.ts'
import type { DrainOutcome, Work } from './lane.ts'
import { inLine, inSenderTransaction, updateEntry } from './line.ts'
import type { SenderPorts } from './ports.ts'
import { pause, readSession, unpause } from './session.ts'
import type { PhotoVerdict } from './upload-photo.ts'

const NOBODY_GETS_THROUGH: readonly string[] = [LOCAL_FAULTS.NETWORK, LOCAL_FAULTS.PART_MISSING]

/**
 * Uploads the photos of acknowledged reports, one after the other. It has its own lock, so that a later report's
 * text never waits for an earlier report's photos. What it finds in `sending` was left by a sender that died.
 */
export const sendPhotos: Work = async (now, ports) => {
  const owner = await recover()
  if (!owner) return { kind: 'drained' }
  if (!now) {
    const waits = await remainingWaits(owner, ports)
    if (waits.every((wait) => wait > 0)) return soonest(waits)
  }
  const session = await readSession(owner, ports)
  if (session.kind === 'later') return postponeAll(owner, session.fault, ports)
  if (session.kind === 'paused') return pause(session.fault)
  await unpause()

  const triedIds = new Set<string>()
  for (;;) {
    const next = await takeNext(owner, now, triedIds, ports)
    if (!next) return soonest(await remainingWaits(owner, ports))
    const verdict = await upload(next.entry, next.photo, ports)
    await record(next.entry.id, next.photo.id, verdict, ports)
    if (verdict.kind === 'paused') return pause(verdict.fault)
    if (verdict.kind !== 'later') continue
    // Then the others would fare no better; another fault may be this report's alone.
    if (NOBODY_GETS_THROUGH.includes(verdict.fault.code)) return postponeAll(owner, verdict.fault, ports)
    triedIds.add(next.entry.id)
  }
}

/** Puts back what a dead sender left behind; gives the owner when there is something to upload. */
function recover(): Promise<string | null> {
  return inSenderTransaction(async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    if (typeof owner !== 'string') return null
    const line = await inLine(tx, owner, 'photos')
    for (const entry of line) {
      if (entry.state === 'sending') await tx.objectStore('entries').put(rested(entry))
    }
    return line.length > 0 ? owner : null
  })
}

async function takeNext(owner: string, now: boolean, triedIds: Set<string>, ports: SenderPorts) {
  const taken = await inSenderTransaction(async (tx) => {
    if ((await tx.objectStore('meta').get('owner')) !== owner) return null
    const line = await inLine(tx, owner, 'photos')
    const due = (it: OutboxEntry) => now || waitLeft(it.nextAttemptAt, ports.now()) === 0
    const entry = line.find((it) => !triedIds.has(it.id) && due(it))
    const photo = entry?.photos.find((it) => it.state === 'waiting')
    if (!entry || !photo) return null
    await tx.objectStore('entries').put({
      ...entry,
      state: 'sending',
      photos: entry.photos.map((it) => (it.id === photo.id ? { ...it, state: 'sending' as const } : it)),
    })
    return { entry, photo }
  }, 'relaxed')
  announceChange()
  return taken
}

async function upload(entry: OutboxEntry, photo: OutboxPhoto, ports: SenderPorts): Promise<PhotoVerdict> {
  const blob = await readPhoto(photo.id)
  if (!blob || !(await readable(blob))) {
    return {
      kind: 'refused',
      fault: { code: LOCAL_FAULTS.PHOTO_LOST, message: 'the browser lost the bytes' },
    }
  }
  const note = (change: Partial<OutboxPhoto>) => {
    const written = updateEntry(entry.id, (it) => withPhoto(it, photo.id, change), 'relaxed')
    // Progress is only shown and resumed from; the server's offset decides, so a lost note costs nothing.
    void written.then(announceChange, () => {})
  }
  try {
    const { uploadPhoto } = await import('./upload-photo.ts')
    return await uploadPhoto(photo, blob, entry, ports, {
      onPath: (uploadPath) => note({ uploadPath }),
      onSent: (sentBytes) => note({ sentBytes }),
    })
  } catch (error) {
    // It throws nothing itself: this part of the app could not be loaded, which only loading the app anew mends.
    return { kind: 'later', fault: { code: LOCAL_FAULTS.PART_MISSING, message: String(error) } }
  }
}

async function record(
  entryId: string,
  photoId: string,
  verdict: PhotoVerdict,
  ports: SenderPorts,
): Promise<void> {
  await updateEntry(entryId, (before) => {
    const entry: OutboxEntry = { ...before, state: 'pending', lastError: null }
    switch (verdict.kind) {
      case 'received':
        return {
          ...withPhoto(entry, photoId, { state: 'done', fault: null }, 'all sent'),
          attempts: 0,
          nextAttemptAt: 0,
        }
      case 'refused':
        return withPhoto(entry, photoId, { state: 'refused', fault: verdict.fault })
      case 'paused':
        return { ...withPhoto(entry, photoId, { state: 'waiting' }), lastError: verdict.fault }
      case 'later':
        return postponed(withPhoto(entry, photoId, { state: 'waiting' }), verdict.fault, ports)
    }
  })
  announceChange()
}

function withPhoto(
  entry: OutboxEntry,
  photoId: string,
  change: Partial<OutboxPhoto>,
  allSent?: 'all sent',
): OutboxEntry {
  const photos = entry.photos.map((photo) => {
    if (photo.id !== photoId) return photo
    return { ...photo, ...change, ...(allSent ? { sentBytes: photo.bytes } : {}) }
  })
  return { ...entry, photos }
}

function postponed(entry: OutboxEntry, fault: Fault, ports: SenderPorts): OutboxEntry {
  const attempts = entry.attempts + 1
  const nextAttemptAt = ports.now() + backoff(attempts, ports.random)
  return { ...entry, attempts, nextAttemptAt, lastError: fault }
}

/** Nobody's photos get through: all that would be due wait, each a little longer than the last time. */
async function postponeAll(owner: string, fault: Fault, ports: SenderPorts): Promise<DrainOutcome> {
  const waits = await inSenderTransaction(async (tx) => {
    const line = await inLine(tx, owner, 'photos')
    const due = line.filter((entry) => waitLeft(entry.nextAttemptAt, ports.now()) === 0)
    for (const entry of due) await tx.objectStore('entries').put(postponed(entry, fault, ports))
    return (await inLine(tx, owner, 'photos')).map((entry) => waitLeft(entry.nextAttemptAt, ports.now()))
  })
  announceChange()
  return soonest(waits, fault.code)
}

/** Browsers have been seen to keep a stored photo's name and lose its bytes; a request then fails like a network. */
async function readable(blob: Blob): Promise<boolean> {
  try {
    await blob.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function rested(entry: OutboxEntry): OutboxEntry {
  const photos = entry.photos.map((photo) =>
    photo.state === 'sending' ? { ...photo, state: 'waiting' as const } : photo,
  )
  return { ...entry, state: 'pending', nextAttemptAt: 0, photos }
}

/** Milliseconds that each waiting entry has left; empty when nothing waits. */
function remainingWaits(owner: string, ports: SenderPorts): Promise<number[]> {
  return inSenderTransaction(async (tx) => {
    const line = await inLine(tx, owner, 'photos')
    return line.map((entry) => waitLeft(entry.nextAttemptAt, ports.now()))
  }, 'relaxed')
}

function soonest(waits: number[], code = ''): DrainOutcome {
  return waits.length === 0 ? { kind: 'drained' } : { kind: 'waiting', code, retryInMs: Math.min(...waits) }
}
