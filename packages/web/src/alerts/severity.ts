import type { AlertRowFragment } from '../gen/graphql.ts'
import { compareNewestFirst } from './live/list-order.ts'

const RANK = { EXTREME: 4, SEVERE: 3, MODERATE: 2, UNKNOWN: 1, MINOR: 0 } as const

/** The gravest of the unfinished first, then the newest; what is finished comes last. */
export function compareGravestFirst(a: AlertRowFragment, b: AlertRowFragment): number {
  const finished = Number(a.status === 'RESOLVED') - Number(b.status === 'RESOLVED')
  return finished || RANK[b.cap.severity] - RANK[a.cap.severity] || compareNewestFirst(a, b)
}

/** Somebody is or was in danger. */
export function isSevere(alert: Pick<AlertRowFragment, 'cap'>): boolean {
  return RANK[alert.cap.severity] >= RANK.SEVERE
}
