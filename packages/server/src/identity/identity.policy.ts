import type { Role } from '@vigie/schema'

/** Roles that watch over every neighbourhood of their town. */
export const WHOLE_TOWN_ROLES: readonly Role[] = [
  'MODERATOR',
  'TOWN_HALL_AGENT',
  'POLICE_OFFICER',
  'ADMINISTRATOR',
]

/** Roles that belong to the community of one neighbourhood. */
export const NEIGHBOUR_ROLES: readonly Role[] = ['RESIDENT', 'REFERENT']

const HANDLES_ALERTS: readonly Role[] = ['TOWN_HALL_AGENT', 'POLICE_OFFICER']

/** Moderators, town hall, police and administrators see every neighbourhood of their town. */
export const seesWholeTown = (viewer: { role: Role }): boolean => WHOLE_TOWN_ROLES.includes(viewer.role)

/** Town hall and police say what becomes of an alert, and see exact positions. */
export const handlesAlerts = (viewer: { role: Role }): boolean => HANDLES_ALERTS.includes(viewer.role)
