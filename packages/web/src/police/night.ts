import type { AlertRowFragment } from '../gen/graphql.ts'

/** A night's shift begins at this hour, by the clock on the wall. */
const BEGINS = 18

/** When the present night began: the last six in the evening. */
export function nightStart(now: Date): Date {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate(), BEGINS)
  if (start > now) start.setDate(start.getDate() - 1)
  return start
}

/** What is open, however old, and all of the night: each once. */
export function nightRows(
  open: readonly AlertRowFragment[],
  night: readonly AlertRowFragment[],
): AlertRowFragment[] {
  return [...new Map([...open, ...night].map((alert) => [alert.id, alert])).values()]
}
