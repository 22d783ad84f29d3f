import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
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
  await inTransaction(app.orm, async (tx) => {
    const awaited = await lockAwaited(tx, townId, photoId)
    if (!awaited) return
    // Only now: the first file to be whole is the photo, and what people have seen is never exchanged.
    await app.photos.put(`${townId}/${photoId}`, photo.full)
    await app.photos.put(`${townId}/${photoId}.thumbnail`, photo.thumbnail)
    const { width, height } = photo
    await alertTables(tx)
      .updateTable('photo')
      .set({ status: 'READY', width, height, bytes: photo.full.length })
      .where('town_id', '=', townId)
      .where('id', '=', photoId)
      .execute()
    await recordEvent(app, tx, {
      townId,
      alertId: awaited.alert_id,
      neighbourhoodId: awaited.neighbourhood_id,
      kind: 'PHOTO_ADDED',
      actorId: viewer.personId,
    })
  })
  return { outcome: 'ready' }
}

/** Where the photo belongs, with its row locked; nothing when it is there already or was refused. */
const lockAwaited = (tx: EntityManager, townId: string, photoId: string) =>
  alertTables(tx)
    .selectFrom('photo as p')
    .innerJoin('alert as a', (join) =>
      join.onRef('a.town_id', '=', 'p.town_id').onRef('a.id', '=', 'p.alert_id'),
    )
    .where('p.town_id', '=', townId)
    .where('p.id', '=', photoId)
    .where('p.status', '=', 'AWAITED')
    .select(['p.alert_id', 'a.neighbourhood_id'])
    .forUpdate('p')
    .executeTakeFirst()

async function setRefused(app: App, townId: string, photoId: string) {
  await alertTables(app.orm.em.fork())
    .updateTable('photo')
    .set({ status: 'REFUSED' })
    .where('town_id', '=', townId)
    .where('id', '=', photoId)
    .where('status', '=', 'AWAITED')
    .execute()
}
