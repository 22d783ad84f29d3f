import {
  type AlertCategory,
  type Danger,
  type Happening,
  LIMITS,
  type PositionSource,
  ReportAlertPayload,
} from '@vigie/schema'
import * as v from 'valibot'
import type { DraftFields } from '../../outbox/draft-fields.ts'

/** A field that keeps the report from being sent, and why; the form names the way out. */
export type FieldProblems = Partial<
  Record<
    'category' | 'description' | 'place' | 'coordinates' | 'happenedAt',
    'missing' | 'too-long' | 'future'
  >
>

/** Words that stand in where nothing was written, in the author's language. */
export interface StandInWords {
  description: (category: AlertCategory) => string
  place: string
}

export type Composed =
  | { kind: 'report'; payload: ReportAlertPayload }
  | { kind: 'problems'; problems: FieldProblems }

/** A clock a little ahead is not the future. */
const CLOCK_SLACK_MS = 5 * 60_000

/**
 * Makes the report out of what the form holds. With a category chosen, everything else has a sensible meaning when
 * left alone, so that three taps are enough; only « autre chose » must be said in words.
 */
export function composeReport(
  draft: { id: string; fields: DraftFields; photoIds: string[] },
  now: Date,
  words: StandInWords,
): Composed {
  const { fields } = draft
  const source = positionSourceOf(fields)
  const happenedAt = fields.happenedAt === null ? now : new Date(fields.happenedAt)
  const problems = problemsOf(fields, source, happenedAt, now)
  if (Object.keys(problems).length > 0 || fields.category === null) return { kind: 'problems', problems }
  const place = fields.place.trim()
  const payload = v.parse(ReportAlertPayload, {
    id: draft.id,
    category: fields.category,
    description: fields.description.trim() || words.description(fields.category),
    happening: happeningOf(fields),
    danger: dangerOf(fields),
    positionSource: source,
    coordinates: source === 'WORDS' ? null : fields.coordinates,
    place: place || (source === 'WORDS' ? words.place : null),
    claimedAt: happenedAt.toISOString(),
    savedAt: now.toISOString(),
    photoIds: draft.photoIds,
  } satisfies v.InferInput<typeof ReportAlertPayload>)
  return { kind: 'report', payload }
}

/** The problems that are left when these fields have been touched: an error goes at once, the next try judges anew. */
export function withoutTouched(problems: FieldProblems, touched: Partial<DraftFields>): FieldProblems {
  const gone = new Set<string>(Object.keys(touched))
  if ('positionSource' in touched) gone.add('coordinates').add('place')
  if ('category' in touched && touched.category !== 'OTHER') gone.add('description')
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !gone.has(field)))
}

/** The answer that stands in the form until its author gives another: what happens now is happening now. */
export function happeningOf(fields: DraftFields): Happening {
  return fields.happening ?? (fields.happenedAt === null ? 'NOW' : 'OVER')
}

/** Nobody is said to be safe by leaving a question alone. */
export function dangerOf(fields: DraftFields): Danger {
  return fields.danger ?? 'UNSURE'
}

/** Words need nothing from the phone, so they are what holds until something else was chosen. */
export function positionSourceOf(fields: DraftFields): PositionSource {
  return fields.positionSource ?? 'WORDS'
}

function problemsOf(fields: DraftFields, source: PositionSource, happenedAt: Date, now: Date): FieldProblems {
  const problems: FieldProblems = {}
  const description = fields.description.trim()
  if (fields.category === null) problems.category = 'missing'
  if (!description && (fields.category === null || fields.category === 'OTHER')) {
    problems.description = 'missing'
  }
  if (description.length > LIMITS.descriptionMax) problems.description = 'too-long'
  if (source !== 'WORDS' && !fields.coordinates) problems.coordinates = 'missing'
  if (fields.place.trim().length > LIMITS.placeMax) problems.place = 'too-long'
  if (Number.isNaN(happenedAt.getTime())) problems.happenedAt = 'missing'
  else if (happenedAt.getTime() > now.getTime() + CLOCK_SLACK_MS) problems.happenedAt = 'future'
  return problems
}
