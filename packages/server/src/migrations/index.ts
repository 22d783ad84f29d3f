import { FirstPath } from './20261122-first-path.ts'

/** Every migration, oldest first. A migration that has landed is never changed. */
export const migrations = [{ name: '20261122-first-path', class: FirstPath }]
