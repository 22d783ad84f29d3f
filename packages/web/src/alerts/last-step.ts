import type { AlertRowFragment, Role } from '../gen/graphql.ts'

/** Whose step gave the alert its present state; null while nobody has answered. */
export function lastStepBy(alert: Pick<AlertRowFragment, 'handling'>): Role | null {
  return alert.handling.at(-1)?.by.role ?? null
}
