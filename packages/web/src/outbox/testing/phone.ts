import 'fake-indexeddb/auto'
import type { OutboxRequest, ReportAlertPayload } from '@vigie/schema'
import { IDBFactory } from 'fake-indexeddb'
import { v7 as newId } from 'uuid'
import { vi } from 'vitest'
import type { SenderPorts } from '../sending/ports.ts'
import type { StandInServer } from './stand-in-server.ts'

/** One tab of the app (or its service worker): its own copy of every module, the phone's shared storage and locks. */
export async function openTab() {
  vi.resetModules()
  return {
    ...(await import('../save-entry.ts')),
    ...(await import('../save-undoable.ts')),
    ...(await import('../read-outbox.ts')),
    ...(await import('../drain-outbox.ts')),
    ...(await import('../draft.ts')),
    ...(await import('../draft-fields.ts')),
    ...(await import('../draft-writer.ts')),
    ...(await import('../edit-entry.ts')),
    ...(await import('../delete-entry.ts')),
    ...(await import('../retry-entry.ts')),
    ...(await import('../wipe-outbox.ts')),
    ...(await import('../leave-phone.ts')),
    ...(await import('../owner.ts')),
    ...(await import('../language.ts')),
    ...(await import('../changes.ts')),
    ...(await import('../database.ts')),
  }
}
export type Tab = Awaited<ReturnType<typeof openTab>>

/** The storage of a phone fresh from the box. */
export const newStorage = () => new IDBFactory()

/** A phone fresh from the box, with `marie` signed in, and one tab open. */
export async function newPhone(): Promise<Tab> {
  globalThis.indexedDB = newStorage()
  const tab = await openTab()
  await tab.signedInAs('marie')
  return tab
}

/** Everything ordinary, except that no jitter shortens a wait, and that a dead request is given up soon. */
export function portsTo(server: StandInServer, changed: Partial<SenderPorts> = {}): SenderPorts {
  return {
    origin: server.origin,
    fetch: (input, init) => fetch(input, init),
    locks: navigator.locks,
    now: () => Date.now(),
    random: () => 1,
    textTimeoutMs: 2000,
    photoTimeoutMs: 2000,
    ...changed,
  }
}

/** A believable report; `photoIds` are those of the photos that go with it. */
export function aReport(
  changed: Partial<ReportAlertPayload> = {},
): Extract<OutboxRequest, { kind: 'reportAlert' }> {
  return {
    kind: 'reportAlert',
    input: {
      id: newId(),
      category: 'SUSPICIOUS_ACTIVITY',
      description: 'Quelqu’un essaie les portières des voitures, rue des Tilleuls.',
      happening: 'NOW',
      danger: 'UNSURE',
      positionSource: 'WORDS',
      coordinates: null,
      place: 'Rue des Tilleuls',
      claimedAt: '2026-11-22T21:03:00.000Z',
      savedAt: '2026-11-22T21:03:40.000Z',
      photoIds: [],
      ...changed,
    },
  }
}

export function aComment(alertId: string): OutboxRequest {
  return { kind: 'commentAlert', input: { id: newId(), alertId, text: 'Je l’ai vu aussi.' } }
}

/** A photo of `bytes` bytes, each of them told by its place. */
export function aPhoto(bytes = 1000) {
  const content = Uint8Array.from({ length: bytes }, (_, index) => index % 251)
  return { id: newId(), blob: new Blob([content], { type: 'image/jpeg' }) }
}

/** A report with `count` photos. */
export function aReportWithPhotos(count: number, bytes = 1000) {
  const photos = Array.from({ length: count }, () => aPhoto(bytes))
  return { request: aReport({ photoIds: photos.map((photo) => photo.id) }), photos }
}
