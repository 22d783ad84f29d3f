import type { AlertStatus } from '@vigie/schema'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import type { OutboxEntry } from '../../outbox/outbox.ts'

/** A step somebody pressed on this device that the alert itself does not show yet. */
export interface PendingStep {
  status: AlertStatus
  state: 'waiting' | 'refused' | 'arrived'
}

const ORDER: readonly AlertStatus[] = ['REPORTED', 'ACKNOWLEDGED', 'ON_THE_WAY', 'RESOLVED']

/** Whether `a` is further along than `b`. */
export const isFurther = (a: AlertStatus, b: AlertStatus) => ORDER.indexOf(a) > ORDER.indexOf(b)

/**
 * The newest step in the outbox, by alert. One that the server has taken counts until the live stream brings the
 * alert's new state, so that the row never falls back in between. `entries` are newest first.
 */
export function pendingSteps(
  entries: readonly OutboxEntry[],
  alerts: readonly Pick<AlertRowFragment, 'id' | 'status'>[],
): Map<string, PendingStep> {
  const shown = new Map(alerts.map((alert) => [alert.id, alert.status]))
  const steps = new Map<string, PendingStep>()
  for (const { request, state } of entries) {
    const status = stepOf(request)
    if (!status || !('alertId' in request.input)) continue
    const { alertId } = request.input
    const current = shown.get(alertId)
    if (steps.has(alertId) || current === undefined) continue
    const arrived = state === 'done'
    if (arrived && !isFurther(status, current)) continue
    steps.set(alertId, { status, state: arrived ? 'arrived' : state === 'refused' ? 'refused' : 'waiting' })
  }
  return steps
}

function stepOf(request: OutboxEntry['request']): AlertStatus | null {
  if (request.kind === 'resolveAlert') return 'RESOLVED'
  if (request.kind === 'acknowledgeAlert') return request.input.onTheWay ? 'ON_THE_WAY' : 'ACKNOWLEDGED'
  return null
}
