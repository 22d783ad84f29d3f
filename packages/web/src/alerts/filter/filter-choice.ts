import { ALERT_CATEGORIES, ALERT_STATUSES, type AlertCategory, type AlertStatus } from '@vigie/schema'
import type { AlertFilter, AlertRowFragment } from '../../gen/graphql.ts'

/** How far back a list goes. */
export const PERIODS = ['today', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** What a reader wants to see; empty lists and null mean everything. */
export interface FilterChoice {
  categories: AlertCategory[]
  statuses: AlertStatus[]
  /** Ids. */
  neighbourhoods: string[]
  period: Period | null
  /** Words looked for among the loaded rows. */
  text: string
}

export const EVERYTHING: FilterChoice = {
  categories: [],
  statuses: [],
  neighbourhoods: [],
  period: null,
  text: '',
}

/** Names in the address bar, in the words of the interface. */
const NAMES = {
  categories: 'categorie',
  statuses: 'etat',
  neighbourhoods: 'quartier',
  period: 'periode',
  text: 'mots',
}

/** Reads a choice from the address; what it does not know it leaves out. */
export function readChoice(search: URLSearchParams): FilterChoice {
  const known = <Value extends string>(name: string, values: readonly Value[]) =>
    search.getAll(name).flatMap((it) => values.filter((value) => value === it))
  return {
    categories: known(NAMES.categories, ALERT_CATEGORIES),
    statuses: known(NAMES.statuses, ALERT_STATUSES),
    neighbourhoods: search.getAll(NAMES.neighbourhoods),
    period: known(NAMES.period, PERIODS)[0] ?? null,
    text: search.get(NAMES.text) ?? '',
  }
}

/** Writes a choice into the address and keeps what else stands there. */
export function writeChoice(choice: FilterChoice, before: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(before)
  for (const name of Object.values(NAMES)) search.delete(name)
  for (const value of choice.categories) search.append(NAMES.categories, value)
  for (const value of choice.statuses) search.append(NAMES.statuses, value)
  for (const value of choice.neighbourhoods) search.append(NAMES.neighbourhoods, value)
  if (choice.period) search.set(NAMES.period, choice.period)
  if (choice.text) search.set(NAMES.text, choice.text)
  return search
}

/** The choice as the server filters by it; undefined is everything. Periods begin at local midnight. */
export function toAlertFilter(choice: FilterChoice, now: Date): AlertFilter | undefined {
  const filter: AlertFilter = {
    ...(choice.categories.length > 0 && { categories: choice.categories }),
    ...(choice.statuses.length > 0 && { statuses: choice.statuses }),
    ...(choice.neighbourhoods.length > 0 && { neighbourhoodIds: choice.neighbourhoods }),
    ...(choice.period && { from: periodStart(choice.period, now).toISOString() }),
  }
  return Object.keys(filter).length > 0 ? filter : undefined
}

/** How many kinds of restriction are set. */
export function countChosen(choice: FilterChoice): number {
  const lists = [choice.categories, choice.statuses, choice.neighbourhoods]
  return lists.filter((list) => list.length > 0).length + (choice.period ? 1 : 0) + (choice.text ? 1 : 0)
}

/** Whether every word stands somewhere in the alert, accents and capitals aside. */
export function matchesText(alert: AlertRowFragment, text: string): boolean {
  const hay = plain([alert.description, alert.place, alert.author.name, alert.neighbourhood.name].join(' '))
  return plain(text)
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

function periodStart(period: Period, now: Date): Date {
  const days = { today: 0, week: 6, month: 29 }[period]
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days)
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
