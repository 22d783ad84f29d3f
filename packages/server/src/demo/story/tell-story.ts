import { createHash } from 'node:crypto'
import { capReading } from '@vigie/schema'
import { Alert, Comment, HandlingStep, Photo } from '../../alerts/alert.entity.ts'
import { AlertEvent, type AlertEventKind } from '../../alerts/alert-event.entity.ts'
import { shownPlace } from '../../alerts/shown-place.ts'
import { locateIn } from '../../communities/locate-neighbourhood.ts'
import type { NeighbourhoodArea } from '../../communities/neighbourhood-area.ts'
import type { EntityManager } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { PhotoStorage } from '../../ports.ts'
import type { StreetMap } from '../town-files.ts'
import { keepPhotos } from './keep-photos.ts'
import { openLedger } from './open-ledger.ts'
import type { StoryAlert } from './story.ts'
import { instantOf } from './story-time.ts'

export interface StoryTown {
  id: string
  areas: NeighbourhoodArea[]
  streets: StreetMap
  /** Ids and neighbourhoods of the people, by name. */
  people: Map<string, { id: string; neighbourhoodId: string | null }>
  photos: PhotoStorage
}

interface Happened {
  kind: AlertEventKind
  at: Date
  alertId: string
  neighbourhoodId: string
  actorId: string
  commentId: string | null
}

const MINUTE = 60_000

/**
 * Writes the demo's past in the caller's transaction: alerts, photos, comments, what became of them, their
 * events and their ledger rows. It starts no job and rings no bell: old news must not ring anywhere.
 * Whatever would lie in the future has not happened yet, and is left out.
 * @param now in milliseconds
 */
export async function tellStory(
  tx: EntityManager,
  town: StoryTown,
  story: readonly StoryAlert[],
  now: number,
) {
  const happened: Happened[] = []
  for (const alert of story) happened.push(...(await tellAlert(tx, town, alert, now)))
  happened.sort((a, b) => a.at.getTime() - b.at.getTime())
  const events = happened.map((event) => ({ ...event, townId: town.id, id: newId() }))
  await tx.insertMany(AlertEvent, events)
  await openLedger(tx, town.id, events)
}

async function tellAlert(
  tx: EntityManager,
  town: StoryTown,
  told: StoryAlert,
  now: number,
): Promise<Happened[]> {
  const townId = town.id
  const id = newId()
  const author = personOf(town, told.by)
  const start = instantOf(told.when, now)
  const later = (minutes: number) => new Date(start + minutes * MINUTE)
  const hasHappened = ([minutes]: readonly [number, ...unknown[]]) => start + minutes * MINUTE < now
  const point = told.on ? town.streets.along(...told.on) : null
  const neighbourhoodId =
    (point ? locateIn(town.areas, [point.longitude, point.latitude])?.id : null) ?? author.neighbourhoodId
  if (!neighbourhoodId) throw new Error(`« ${told.text} » happens nowhere`)
  const comments = (told.comments ?? []).filter(hasHappened).map(([minutes, by, text]) => ({
    id: newId(),
    authorId: personOf(town, by).id,
    text,
    createdAt: later(minutes),
  }))
  const steps = (told.handling ?? []).filter(hasHappened).map(([minutes, status, by, note = null]) => ({
    id: newId(),
    personId: personOf(town, by).id,
    status,
    note,
    at: later(minutes),
  }))
  const photos = await keepPhotos(town.photos, townId, told.photos ?? [])

  await tx.insert(Alert, {
    townId,
    id,
    neighbourhoodId,
    authorId: author.id,
    ...contentOf(told, point, town.areas),
    claimedAt: later(-(told.waited ?? 0) - 4),
    savedAt: later(-(told.waited ?? 0) - 1),
    reportedAt: later(0),
    status: steps.at(-1)?.status ?? 'REPORTED',
    commentCount: comments.length,
  })
  const of = { townId, alertId: id }
  if (photos.length > 0)
    await tx.insertMany(
      Photo,
      photos.map((photo) => ({ ...photo, ...of, createdAt: later(0) })),
    )
  if (comments.length > 0)
    await tx.insertMany(
      Comment,
      comments.map((comment) => ({ ...comment, ...of })),
    )
  if (steps.length > 0)
    await tx.insertMany(
      HandlingStep,
      steps.map((step) => ({ ...step, ...of })),
    )
  const event = { alertId: id, neighbourhoodId, commentId: null }
  return [
    { ...event, kind: 'REPORTED', at: later(0), actorId: author.id },
    ...photos.map((): Happened => ({ ...event, kind: 'PHOTO_ADDED', at: later(0.2), actorId: author.id })),
    ...comments.map(
      (it): Happened => ({
        ...event,
        kind: 'COMMENTED',
        at: it.createdAt,
        actorId: it.authorId,
        commentId: it.id,
      }),
    ),
    ...steps.map((it): Happened => ({ ...event, kind: it.status, at: it.at, actorId: it.personId })),
  ]
}

/** What the author wrote and answered, and what follows from it. */
function contentOf(
  told: StoryAlert,
  point: { latitude: number; longitude: number } | null,
  areas: readonly NeighbourhoodArea[],
) {
  const { category, text, happening = 'OVER', danger = 'NO', place = null } = told
  const { category: capCategory, severity, urgency, certainty } = capReading(category, happening, danger)
  const shown = point && shownPlace(areas, point)
  return {
    category,
    description: text,
    happening,
    danger,
    place,
    positionSource: point ? (told.pin ? ('PIN' as const) : ('GPS' as const)) : ('WORDS' as const),
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    shownLatitude: shown?.latitude ?? null,
    shownLongitude: shown?.longitude ?? null,
    capCategory,
    severity,
    urgency,
    certainty,
    contentHash: createHash('sha256').update(text).digest('hex'),
  }
}

function personOf(town: StoryTown, name: string) {
  const person = town.people.get(name)
  if (!person) throw new Error(`there is no ${name} in the demo town`)
  return person
}
