import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { inTransaction } from '../platform/db.ts'
import type { PhotoRefusal } from '../ports.ts'
import { alertTables } from './alert.reads.ts'
import { recordEvent } from './record-event.ts'

export type PhotoOutcome = { outcome: 'ready' } | { outcome: 'refused'; reason: string }

/** What its author is told of a file that was refused. */
export const REFUSED_BECAUSE: Record<PhotoRefusal, string> = {
  UNREADABLE: 'Ce fichier n’est pas une photo que nous savons lire.',
  TOO_MANY_PIXELS: 'Cette photo dépasse 40 mégapixels\u202f: envoyez-la plus petite.',
  TOO_DEMANDING: 'Cette photo n’a pas pu être ouverte\u202f: envoyez-en une capture d’écran.',
}

/**
 * Takes the file of an announced photo: recognised by content, turned upright, re-encoded without any
 * metadata, kept with a thumbnail, and announced. Run again it changes nothing.
 * @param file path of what was uploaded
 * @throws Error when nobody can look at it now
 */
export async function attachPhoto(
  app: App,
  viewer: Viewer,
  photoId: string,
  file: string,
): Promise<PhotoOutcome> {
  const photo = await app.photoDecoder.decode(file)
  const { townId } = viewer
  if ('refused' in photo) {
    await setRefused(app, townId, photoId)
    return { outcome: 'refused', reason: REFUSED_BECAUSE[photo.refused] }
  }
  await app.photos.put(`${townId}/${photoId}`, photo.full)
  await app.photos.put(`${townId}/${photoId}.thumbnail`, photo.thumbnail)
  await inTransaction(app.orm, async (tx) => {
    const attached = await alertTables(tx)
      .updateTable('photo')
      .set({
        status: 'READY',
        width: photo.width,
        height: photo.height,
        bytes: photo.full.length,
      })
      .where('town_id', '=', townId)
      .where('id', '=', photoId)
      .where('status', '=', 'AWAITED')
      .returning('alert_id')
      .executeTakeFirst()
    if (!attached) return
    const alert = await alertTables(tx)
      .selectFrom('alert')
      .select('neighbourhood_id')
      .where('town_id', '=', townId)
      .where('id', '=', attached.alert_id)
      .executeTakeFirstOrThrow()
    await recordEvent(app, tx, {
      townId,
      alertId: attached.alert_id,
      neighbourhoodId: alert.neighbourhood_id,
      kind: 'PHOTO_ADDED',
      actorId: viewer.personId,
    })
  })
  return { outcome: 'ready' }
}

async function setRefused(app: App, townId: string, photoId: string) {
  await alertTables(app.orm.em.fork())
    .updateTable('photo')
    .set({ status: 'REFUSED' })
    .where('town_id', '=', townId)
    .where('id', '=', photoId)
    .where('status', '=', 'AWAITED')
    .execute()
}
