import { ResolveAlertPayload } from '@vigie/schema'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { InvalidInput, parseInput } from '../platform/refusals.ts'
import { handleAlert } from './handle-alert.ts'

/** Police or town hall close the alert. */
export async function resolveAlert(app: App, viewer: Viewer, input: unknown) {
  const payload = parseInput(ResolveAlertPayload, input)
  if (payload instanceof InvalidInput) return payload
  return handleAlert(app, viewer, {
    id: payload.id,
    alertId: payload.alertId,
    status: 'RESOLVED',
    note: payload.note || null,
  })
}
