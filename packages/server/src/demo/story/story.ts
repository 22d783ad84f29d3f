import type { AlertCategory, AlertStatus, Danger, Happening } from '@vigie/schema'
import type { PhotoScene } from '../photos/scenes.ts'

/** When something was reported: some minutes before the demo is made, or at a time of day in Paris, days before. */
export type StoryTime = { minutesAgo: number } | { daysAgo: number; at: `${number}:${number}` }

export type StoryComment = [minutesLater: number, by: string, text: string]

export type StoryStep = [
  minutesLater: number,
  status: Exclude<AlertStatus, 'REPORTED'>,
  by: typeof POLICE | typeof TOWN_HALL,
  note?: string,
]

export const POLICE = 'Nicolas Perrin'
export const TOWN_HALL = 'Yasmine Cherif'

/** One alert of the demo's past, as it will be told to the database. */
export interface StoryAlert {
  when: StoryTime
  /** Name of the author. */
  by: string
  category: AlertCategory
  text: string
  /** OVER when it is not given. */
  happening?: Happening
  /** NO when it is not given. */
  danger?: Danger
  /** Street and share of its length; without it the place is known in words only. */
  on?: [street: string, share: number]
  place?: string
  /** True when the author moved the pin by hand. */
  pin?: boolean
  /** Minutes that the report waited on the phone for a network. */
  waited?: number
  photos?: PhotoScene[]
  comments?: StoryComment[]
  handling?: StoryStep[]
}
