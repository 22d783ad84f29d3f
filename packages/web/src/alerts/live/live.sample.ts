import type { AlertRowFragment } from '../../gen/graphql.ts'
import type { StreamEvent, StreamItem } from './alert-stream.ts'

/** An alert as the tests need it, `minutes` after nine in the evening. */
export function sampleAlert(
  id: string,
  minutes: number,
  changes: Partial<AlertRowFragment> = {},
): AlertRowFragment {
  const at = new Date(Date.UTC(2026, 10, 22, 20, minutes)).toISOString()
  const alert = {
    __typename: 'Alert' as const,
    id,
    category: 'NUISANCE' as const,
    description: `Alerte ${id}`,
    place: null,
    position: null,
    neighbourhood: { __typename: 'Neighbourhood' as const, id: 'n1', name: 'Les Tilleuls' },
    author: { __typename: 'Person' as const, id: 'p1', name: 'Awa Diallo', role: 'RESIDENT' as const },
    mine: false,
    claimedAt: at,
    reportedAt: at,
    happening: 'NOW' as const,
    danger: 'NO' as const,
    cap: {
      __typename: 'CapReading' as const,
      severity: 'MINOR' as const,
      urgency: 'IMMEDIATE' as const,
      certainty: 'OBSERVED' as const,
    },
    status: 'REPORTED' as const,
    photos: [],
    commentCount: 0,
    handling: [],
    ...changes,
  }
  return alert
}

/** A live item about `alert`, as the wire carries it. */
export function sampleItem(
  cursor: string,
  alert: AlertRowFragment,
  { id = `e-${cursor}`, kind = 'REPORTED', comment = null }: Partial<Omit<StreamEvent, 'alert' | 'at'>> = {},
): StreamItem {
  return { cursor, reload: false, event: { id, kind, at: alert.reportedAt, alert, comment } }
}
