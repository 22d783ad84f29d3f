import type { Viewer } from '../identity/viewer.ts'
import type { EntityManager } from '../platform/db.ts'
import { alertTables } from './alert.reads.ts'
import { findAlertRow } from './find-alert.ts'

/** What an upload may do with an announced photo. */
export type UploadPermission = 'allowed' | 'already there' | 'refused before' | 'no such alert'

/** Only the author of an alert uploads the photos that the alert announced. */
export async function mayUploadPhoto(
  em: EntityManager,
  viewer: Viewer,
  alertId: string,
  photoId: string,
): Promise<UploadPermission> {
  const found = await findAlertRow(em, viewer, alertId)
  const photo = found?.sight === 'AUTHOR' ? found.row.photos?.find((it) => it.id === photoId) : undefined
  if (!photo) return 'no such alert'
  if (photo.status === 'REFUSED') return 'refused before'
  return photo.status === 'AWAITED' ? 'allowed' : 'already there'
}

/** Whether the viewer sees the alert that a photo belongs to. */
export async function seesPhoto(em: EntityManager, viewer: Viewer, photoId: string): Promise<boolean> {
  const photo = await alertTables(em)
    .selectFrom('photo')
    .select('alert_id')
    .where('town_id', '=', viewer.townId)
    .where('id', '=', photoId)
    .where('status', '=', 'READY')
    .executeTakeFirst()
  return photo !== undefined && (await findAlertRow(em, viewer, photo.alert_id)) !== null
}
