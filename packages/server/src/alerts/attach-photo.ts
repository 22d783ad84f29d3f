import { LIMITS } from '@vigie/schema'
import sharp, { type Metadata } from 'sharp'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { inTransaction } from '../platform/db.ts'
import { alertTables } from './alert.reads.ts'
import { recordEvent } from './record-event.ts'

export type PhotoOutcome = { outcome: 'ready' } | { outcome: 'refused'; reason: string }

/** What its author is told of a file that was refused. */
export const NO_PHOTO = 'Ce fichier n’est pas une photo que nous savons lire.'

const ACCEPTED = ['jpeg', 'png', 'webp', 'heif', 'avif', 'gif']

/**
 * Takes the bytes of an announced photo: recognised by content, turned upright, re-encoded without any
 * metadata, kept with a thumbnail, and announced. Run again it changes nothing.
 */
export async function attachPhoto(
  app: App,
  viewer: Viewer,
  photoId: string,
  bytes: Uint8Array,
): Promise<PhotoOutcome> {
  const processed = await processPhoto(bytes)
  const { townId } = viewer
  if (!processed) {
    await setPhoto(app, townId, photoId, { status: 'REFUSED' })
    return { outcome: 'refused', reason: NO_PHOTO }
  }
  await app.photos.put(`${townId}/${photoId}`, processed.full.data)
  await app.photos.put(`${townId}/${photoId}.thumbnail`, processed.thumbnail)
  await inTransaction(app.orm, async (tx) => {
    const photo = await alertTables(tx)
      .updateTable('photo')
      .set({
        status: 'READY',
        width: processed.full.info.width,
        height: processed.full.info.height,
        bytes: processed.full.data.length,
      })
      .where('town_id', '=', townId)
      .where('id', '=', photoId)
      .where('status', '=', 'AWAITED')
      .returning('alert_id')
      .executeTakeFirst()
    if (!photo) return
    const alert = await alertTables(tx)
      .selectFrom('alert')
      .select('neighbourhood_id')
      .where('town_id', '=', townId)
      .where('id', '=', photo.alert_id)
      .executeTakeFirstOrThrow()
    await recordEvent(app, tx, {
      townId,
      alertId: photo.alert_id,
      neighbourhoodId: alert.neighbourhood_id,
      kind: 'PHOTO_ADDED',
      actorId: viewer.personId,
    })
  })
  return { outcome: 'ready' }
}

/** Null when the bytes are no picture, or one beyond the limits. */
async function processPhoto(bytes: Uint8Array) {
  try {
    const source = sharp(bytes, { limitInputPixels: LIMITS.photoPixelsMax, failOn: 'error', pages: 1 })
    const metadata: Metadata = await source.metadata()
    if (!metadata.format || !ACCEPTED.includes(metadata.format)) return null
    const upright = source.rotate()
    const resized = (edge: number, quality: number) =>
      upright
        .clone()
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#fff' })
        .jpeg({ quality, mozjpeg: true })
    const full = await resized(LIMITS.photoEdge, 80).toBuffer({ resolveWithObject: true })
    const thumbnail = await resized(LIMITS.thumbnailEdge, 70).toBuffer()
    return { full, thumbnail }
  } catch {
    return null
  }
}

async function setPhoto(app: App, townId: string, photoId: string, change: { status: 'REFUSED' }) {
  await alertTables(app.orm.em.fork())
    .updateTable('photo')
    .set(change)
    .where('town_id', '=', townId)
    .where('id', '=', photoId)
    .where('status', '=', 'AWAITED')
    .execute()
}
