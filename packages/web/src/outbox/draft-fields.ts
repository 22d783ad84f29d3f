import {
  ALERT_CATEGORIES,
  Coordinates,
  DANGER_ANSWERS,
  HAPPENING_ANSWERS,
  POSITION_SOURCES,
} from '@vigie/schema'
import * as v from 'valibot'

/**
 * What the report form holds while it is being written: anything may still be missing.
 * Read back with defaults, so that a draft of an older app opens in a newer one.
 */
export const DraftFields = v.object({
  category: v.fallback(v.nullable(v.picklist(ALERT_CATEGORIES)), null),
  description: v.fallback(v.string(), ''),
  positionSource: v.fallback(v.nullable(v.picklist(POSITION_SOURCES)), null),
  coordinates: v.fallback(v.nullable(Coordinates), null),
  place: v.fallback(v.string(), ''),
  /** Null is « maintenant »; otherwise a local date and time as `<input type="datetime-local">` gives it. */
  happenedAt: v.fallback(v.nullable(v.string()), null),
  /** Null until its author answered; the form then shows what follows from the other fields. */
  happening: v.fallback(v.nullable(v.picklist(HAPPENING_ANSWERS)), null),
  danger: v.fallback(v.nullable(v.picklist(DANGER_ANSWERS)), null),
})
export type DraftFields = v.InferOutput<typeof DraftFields>

/** An untouched form. */
export const EMPTY_DRAFT: DraftFields = v.getFallbacks(DraftFields)

/** A draft as it lies in the database; one per person. */
export interface StoredDraft {
  owner: string
  /** Becomes the report's id, so that one draft can be saved only once, by however many tabs. */
  id: string
  /** When it was last changed, by the phone's clock, ms since 1970. */
  changedAt: number
  fields: DraftFields
  /** Ids of its photos in order; their bytes lie in `blobs`. */
  photoIds: string[]
}

/** `2026-11-22T21:04` in the phone's time zone, as `<input type="datetime-local">` wants it. */
export function localMinute(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
