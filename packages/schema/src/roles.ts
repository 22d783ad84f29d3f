/** What a person is in their town. Residents and referents belong to a neighbourhood. */
export const ROLES = [
  'RESIDENT',
  'REFERENT',
  'MODERATOR',
  'TOWN_HALL_AGENT',
  'POLICE_OFFICER',
  'ADMINISTRATOR',
] as const
export type Role = (typeof ROLES)[number]
