import * as v from 'valibot'
import { ALERT_CATEGORIES, DANGER_ANSWERS, HAPPENING_ANSWERS, POSITION_SOURCES } from './alert-vocabulary.ts'
import { LIMITS } from './limits.ts'

/** Text as PostgreSQL keeps it: it knows no NUL and no half characters. */
const plain = v.pipe(
  v.string(),
  v.transform((it) => it.replaceAll('\0', '').toWellFormed()),
  v.trim(),
)

const text = (max: number) => v.pipe(plain, v.minLength(1), v.maxLength(max))

/** A UUIDv7 (RFC 9562) in its canonical lower-case form. */
export const ClientId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'il faut un UUIDv7'),
)

/** WGS 84, degrees. */
export const Coordinates = v.object({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
})

/** Instants travel as ISO 8601 with an offset. */
const Instant = v.pipe(v.string(), v.isoTimestamp())

/** What `reportAlert` takes; the phone stores exactly this in its outbox. */
export const ReportAlertPayload = v.pipe(
  v.object({
    id: ClientId,
    category: v.picklist(ALERT_CATEGORIES),
    description: text(LIMITS.descriptionMax),
    happening: v.picklist(HAPPENING_ANSWERS),
    danger: v.picklist(DANGER_ANSWERS),
    positionSource: v.picklist(POSITION_SOURCES),
    coordinates: v.nullish(Coordinates),
    place: v.nullish(v.pipe(plain, v.maxLength(LIMITS.placeMax))),
    /** When it happened, by the phone's clock. */
    claimedAt: Instant,
    /** When the report was saved, by the phone's clock. */
    savedAt: Instant,
    /** Ids of the photos that follow by upload, in order. */
    photoIds: v.pipe(v.array(ClientId), v.maxLength(LIMITS.photosMax)),
  }),
  v.forward(
    v.partialCheck(
      [['positionSource'], ['coordinates']],
      (it) => it.positionSource === 'WORDS' || it.coordinates != null,
      'il en faut quand la position vient du GPS ou d’un repère',
    ),
    ['coordinates'],
  ),
  v.forward(
    v.partialCheck(
      [['positionSource'], ['place']],
      (it) => it.positionSource !== 'WORDS' || Boolean(it.place),
      'il en faut un quand il n’y a pas de position',
    ),
    ['place'],
  ),
  v.forward(
    v.partialCheck(
      [['photoIds']],
      (it) => new Set(it.photoIds).size === it.photoIds.length,
      'un identifiant y est deux fois',
    ),
    ['photoIds'],
  ),
)
export type ReportAlertPayload = v.InferOutput<typeof ReportAlertPayload>

/** What `commentAlert` takes. */
export const CommentAlertPayload = v.object({
  id: ClientId,
  alertId: ClientId,
  text: text(LIMITS.commentMax),
})
export type CommentAlertPayload = v.InferOutput<typeof CommentAlertPayload>

const note = v.nullish(v.pipe(plain, v.maxLength(LIMITS.commentMax)))

/** What `acknowledgeAlert` takes: seen, or on the way; the note goes to the reporter. */
export const AcknowledgeAlertPayload = v.object({
  id: ClientId,
  alertId: ClientId,
  onTheWay: v.boolean(),
  note,
})
export type AcknowledgeAlertPayload = v.InferOutput<typeof AcknowledgeAlertPayload>

/** What `resolveAlert` takes. */
export const ResolveAlertPayload = v.object({ id: ClientId, alertId: ClientId, note })
export type ResolveAlertPayload = v.InferOutput<typeof ResolveAlertPayload>

/** Everything that waits in an outbox, by kind. */
export const OutboxRequest = v.variant('kind', [
  v.object({ kind: v.literal('reportAlert'), input: ReportAlertPayload }),
  v.object({ kind: v.literal('commentAlert'), input: CommentAlertPayload }),
  v.object({ kind: v.literal('acknowledgeAlert'), input: AcknowledgeAlertPayload }),
  v.object({ kind: v.literal('resolveAlert'), input: ResolveAlertPayload }),
])
export type OutboxRequest = v.InferOutput<typeof OutboxRequest>
