import { LOCAL_FAULTS } from './outbox-entry.ts'
import { type DrainOutcome, lane } from './sending/lane.ts'
import { browserPorts, type SenderPorts } from './sending/ports.ts'
import { sendPhotos } from './sending/send-photos.ts'
import { sendTexts } from './sending/send-texts.ts'

const texts = lane('vigie-outbox-texts', sendTexts)
const photos = lane('vigie-outbox-photos', sendPhotos)

/**
 * Sends what waits: all texts in order, then photos. Safe to call at any time, from any tab and the service worker.
 * `now` ends every wait: for a button, and for whoever knows that the network is back.
 * Resolves when there is nothing left to do now. Errors: `OutboxError` of storage.
 */
export async function drainOutbox(
  { now = false }: { now?: boolean } = {},
  ports: SenderPorts = browserPorts(),
): Promise<DrainOutcome> {
  const text = await texts(now, ports)
  if (text.kind === 'paused') return text
  if (text.kind === 'waiting' && text.code === LOCAL_FAULTS.NETWORK) return text
  const photo = await photos(now, ports)
  if (photo.kind === 'paused' || text.kind === 'drained') return photo
  if (photo.kind === 'drained') return text
  return { ...text, retryInMs: Math.min(text.retryInMs, photo.retryInMs) }
}
