import { sql } from 'kysely'
import type { Viewer } from '../identity/viewer.ts'
import type { EntityManager } from '../platform/db.ts'
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

/** Events of a town since `xid`, at most `limit`, and the horizon of the snapshot that shows them. */
export async function readSince(
  em: EntityManager,
  townId: string,
  xid: bigint,
  limit: number,
): Promise<StreamSnapshot> {
  const { rows } = await sql<RawSnapshot>`
    select (select id from stream_epoch) as epoch,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      null as revocations,
      (select json_agg(${eventJson} order by e.xid, e.seq) from (
        select * from alert_event e
        where e.town_id = ${townId} and e.xid >= ${String(xid)}::xid8
        order by e.xid, e.seq limit ${limit}) e) as events`.execute(em.getKysely())
  return complete(em, rows[0])
}

/** For each viewer, whether the session lives and the person is who they were when the socket was opened. */
export async function readRights(em: EntityManager, viewers: Viewer[]): Promise<boolean[]> {
  const column = (of: (viewer: Viewer) => string | null) => viewers.map(of)
  const { rows } = await sql<{ at: string }>`
    select v.at from unnest(${column((it) => it.sessionId)}::text[], ${column((it) => it.townId)}::uuid[],
      ${column((it) => it.personId)}::uuid[], ${column((it) => it.role)}::text[],
      ${column((it) => it.neighbourhoodId)}::uuid[])
      with ordinality as v (session_id, town_id, person_id, role, neighbourhood_id, at)
    join "session" s on s.id = v.session_id
    join person p on p.town_id = v.town_id and p.id = v.person_id and p.user_id = s."userId"
    where p.role = v.role and p.neighbourhood_id is not distinct from v.neighbourhood_id
      and p.revoked_at is null`.execute(em.getKysely())
  const hold = new Set(rows.map((it) => Number(it.at) - 1))
  return viewers.map((_, index) => hold.has(index))
}

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
