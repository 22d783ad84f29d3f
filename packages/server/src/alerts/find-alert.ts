import type { Viewer } from '../identity/viewer.ts'
import type { EntityManager } from '../platform/db.ts'
import { isId } from '../platform/ids.ts'
import { type AlertSight, sightOf } from './alert.policy.ts'
import { type AlertRow, readAlertsById } from './alert.reads.ts'
import type { AlertType } from './alert.type.ts'
import { factsOf, toAlert } from './to-alert.ts'

/** One alert with the viewer's eyes; null when it does not exist or may not be seen: nobody can tell which. */
export async function findAlert(em: EntityManager, viewer: Viewer, id: string): Promise<AlertType | null> {
  const found = await findAlertRow(em, viewer, id)
  return found && toAlert(found.row, found.sight)
}

/** The row behind it, for use cases that decide by more than what is shown. */
export async function findAlertRow(
  em: EntityManager,
  viewer: Viewer,
  id: string,
): Promise<{ row: AlertRow; sight: AlertSight } | null> {
  if (!isId(id)) return null
  const [row] = await readAlertsById(em, viewer.townId, [id])
  const sight = row && sightOf(viewer, factsOf(row))
  return row && sight ? { row, sight } : null
}
