import { AcknowledgeAlertPayload } from '@vigie/schema'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { InvalidInput, parseInput } from '../platform/refusals.ts'
import { handleAlert } from './handle-alert.ts'

/** Police or town hall have seen the alert, or are on the way. */
export async function acknowledgeAlert(app: App, viewer: Viewer, input: unknown) {
  const payload = parseInput(AcknowledgeAlertPayload, input)
  if (payload instanceof InvalidInput) return payload
  return handleAlert(app, viewer, {
    id: payload.id,
    alertId: payload.alertId,
    status: payload.onTheWay ? 'ON_THE_WAY' : 'ACKNOWLEDGED',
    note: payload.note || null,
  })
}
