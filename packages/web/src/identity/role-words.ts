import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '@vigie/schema'

/** What somebody is in the town, as it is said of themselves. */
export const ROLE_WORDS: Record<Role, MessageDescriptor> = {
  RESIDENT: msg`Vous êtes du voisinage`,
  REFERENT: msg`Vous êtes référent de quartier`,
  MODERATOR: msg`Vous veillez sur les échanges`,
  TOWN_HALL_AGENT: msg`Vous travaillez à la mairie`,
  POLICE_OFFICER: msg`Vous êtes de la police municipale`,
  ADMINISTRATOR: msg`Vous administrez Vigie`,
}

/** The same in a word or two, beside a name. */
export const ROLE_NAMES: Record<Role, MessageDescriptor> = {
  RESIDENT: msg`Voisinage`,
  REFERENT: msg`Référent de quartier`,
  MODERATOR: msg`Modération`,
  TOWN_HALL_AGENT: msg`Mairie`,
  POLICE_OFFICER: msg`Police municipale`,
  ADMINISTRATOR: msg`Administration`,
}
