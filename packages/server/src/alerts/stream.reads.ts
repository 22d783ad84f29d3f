import { sql } from 'kysely'
import type { Viewer } from '../identity/viewer.ts'
import type { EntityManager } from '../platform/db.ts'
import { readableNeighbourhoods } from './alert.policy.ts'
import { type AlertRow, readAlertsById } from './alert.reads.ts'
import type { AlertEventKind } from './alert-event.entity.ts'
import { type CommentRow, readCommentsById } from './comment.reads.ts'

/** One event with what it is about, loaded once for all who will see it. */
export interface StreamEvent {
  id: string
  xid: bigint
  kind: AlertEventKind
  at: Date
  alert: AlertRow
  comment: CommentRow | null
}

export interface Revocation {
  id: string
  xid: bigint
  sessionId: string | null
  personId: string | null
}

/** What one snapshot of the database says has happened since a transaction id. */
export interface StreamSnapshot {
  epoch: string
  /** `pg_snapshot_xmin`: below it everything has ended. */
  horizon: bigint
  events: StreamEvent[]
  revocations: Revocation[]
}

interface RawEvent {
  townId: string
  id: string
  xid: string
  kind: AlertEventKind
  at: string
  alertId: string
  commentId: string | null
}

interface RawSnapshot {
  epoch: string
  horizon: string
  events: RawEvent[] | null
  revocations: (Omit<Revocation, 'xid'> & { xid: string })[] | null
}

/** Events and revocations since `xid`, in one statement and so in one snapshot: who lost a right misses the event. */
export async function readSnapshot(em: EntityManager, xid: bigint): Promise<StreamSnapshot> {
  const { rows } = await sql<RawSnapshot>`
    select (select id from stream_epoch) as epoch,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      (select json_agg(json_build_object('id', id::text, 'xid', xid::text, 'sessionId', session_id,
        'personId', person_id) order by id) from revocation where xid >= ${String(xid)}::xid8) as revocations,
      (select json_agg(${eventJson} order by e.xid, e.seq)
        from alert_event e where e.xid >= ${String(xid)}::xid8) as events`.execute(em.getKysely())
  return complete(em, rows[0])
}

/** Events since `xid` that this viewer may see, at most `limit`; null when this viewer has lost that right. */
export async function readMissed(
  em: EntityManager,
  viewer: Viewer,
  xid: bigint,
  limit: number,
): Promise<StreamSnapshot | null> {
  const readable = readableNeighbourhoods(viewer)
  const visible =
    readable === 'ALL'
      ? sql`true`
      : sql`(e.neighbourhood_id = any(${readable}::uuid[]) or exists (
          select from alert a where a.town_id = e.town_id and a.id = e.alert_id
          and a.author_id = ${viewer.personId}))`
  const { rows } = await sql<RawSnapshot & { holds: boolean }>`
    select ${holds(viewer)} as holds, (select id from stream_epoch) as epoch,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      null as revocations,
      (select json_agg(${eventJson} order by e.xid, e.seq) from (
        select * from alert_event e
        where e.town_id = ${viewer.townId} and e.xid >= ${String(xid)}::xid8 and ${visible}
        order by e.xid, e.seq limit ${limit}) e) as events`.execute(em.getKysely())
  return rows[0]?.holds ? complete(em, rows[0]) : null
}

/** Whether the session lives and the person is who they were when the socket was opened. */
const holds = (viewer: Viewer) => sql`exists (
  select from person p join "session" s on s."userId" = p.user_id
  where s.id = ${viewer.sessionId} and p.town_id = ${viewer.townId} and p.id = ${viewer.personId}
  and p.role = ${viewer.role} and p.neighbourhood_id is not distinct from ${viewer.neighbourhoodId}::uuid
  and p.revoked_at is null)`

const eventJson = sql`json_build_object('townId', e.town_id, 'id', e.id, 'xid', e.xid::text, 'kind', e.kind,
  'at', e.at, 'alertId', e.alert_id, 'commentId', e.comment_id)`

async function complete(em: EntityManager, raw: RawSnapshot | undefined): Promise<StreamSnapshot> {
  if (!raw) throw new Error('the stream’s epoch is missing: run the migrations')
  return {
    epoch: raw.epoch,
    horizon: BigInt(raw.horizon),
    revocations: (raw.revocations ?? []).map((it) => ({ ...it, xid: BigInt(it.xid) })),
    events: await load(em, raw.events ?? []),
  }
}

/** Loads the alerts and comments of all events with one query each per town. */
async function load(em: EntityManager, raw: RawEvent[]): Promise<StreamEvent[]> {
  const alerts = new Map<string, AlertRow>()
  const comments = new Map<string, CommentRow>()
  for (const townId of new Set(raw.map((it) => it.townId))) {
    const ofTown = raw.filter((it) => it.townId === townId)
    const alertIds = [...new Set(ofTown.map((it) => it.alertId))]
    for (const row of await readAlertsById(em, townId, alertIds)) alerts.set(row.id, row)
    const commentIds = ofTown.flatMap((it) => it.commentId ?? [])
    if (commentIds.length === 0) continue
    for (const row of await readCommentsById(em, townId, commentIds)) comments.set(row.id, row)
  }
  return raw.flatMap(({ id, xid, kind, at, alertId, commentId }) => {
    const alert = alerts.get(alertId)
    if (!alert) return []
    return [
      { id, xid: BigInt(xid), kind, at: new Date(at), alert, comment: comments.get(commentId ?? '') ?? null },
    ]
  })
}
