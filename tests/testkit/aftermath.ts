import type { OwnVigie } from './own-vigie.ts'

/** What one author knows: the reports that were acknowledged, as they were written, and answers nobody expects. */
export interface Account {
  acknowledged: string[]
  surprises: string[]
}

/** What a storm has left behind, each list empty when the invariant holds. */
export interface Aftermath {
  /** I1: acknowledged, and not there exactly once. */
  lost: string[]
  /** I2: authors whose reports are not in the order in which they were written. */
  disordered: number
  /** I3: events whose ledger has not exactly one row for everybody concerned. */
  unbalanced: string[]
  /** I3: rows that have not ended. */
  open: string[]
  /** Sent although the ledger already knew it as sent. */
  sentAgain: string[]
  /** Known as sent, but nobody got it. */
  neverSent: string[]
  /** Refused for good, or with an answer that no phone understands. */
  surprises: string[]
}

export const CALM: Aftermath = {
  lost: [],
  disordered: 0,
  unbalanced: [],
  open: [],
  sentAgain: [],
  neverSent: [],
  surprises: [],
}

/** In the test town everybody of West but the author hears of a report there, and who serves the whole town. */
const AUDIENCE = 4

/** Looks at everything the storm has touched. */
export async function lookAround(own: OwnVigie, authors: Account[]): Promise<Aftermath> {
  const events = await own.sql<{ alert_id: string; id: string; rows: string; people: string }>(`
    select e.alert_id, e.id, count(d.id) as rows, count(distinct d.person_id) as people
    from alert_event e left join delivery d on d.town_id = e.town_id and d.event_id = e.id
    where e.kind = 'REPORTED' group by e.seq, e.alert_id, e.id order by e.seq`)
  const place = new Map(events.map((it, index) => [it.alert_id, index]))
  const acknowledged = authors.flatMap((it) => it.acknowledged)
  const counts = await own.sql<{ id: string; rows: string }>(
    'select id, count(*) as rows from alert group by id',
  )
  const once = new Set(counts.filter((it) => it.rows === '1').map((it) => it.id))
  const open = await own.sql<{ id: string }>('select id from delivery where ended_at is null')
  const sent = await own.sql<{ alert_id: string; person_id: string; ended_at: Date }>(
    `select alert_id, person_id, ended_at from delivery where state = 'accepted'`,
  )
  const keyOf = (alertId: string, personId: string) => `${alertId} to ${personId}`
  const endedAt = new Map(sent.map((it) => [keyOf(it.alert_id, it.person_id), it.ended_at.getTime()]))
  const received = own.push.received.map((it) => ({
    key: keyOf(
      JSON.parse(it.payload).notification.data.alertId,
      own.devices.get(it.endpoint)?.personId ?? '',
    ),
    at: it.at,
  }))
  const arrived = new Set(received.map((it) => it.key))
  return {
    lost: acknowledged.filter((id) => !once.has(id) || !place.has(id)),
    disordered: authors.filter((it) => !isRising(it.acknowledged.map((id) => place.get(id) ?? -1))).length,
    unbalanced: events
      .filter((it) => Number(it.rows) !== AUDIENCE || Number(it.people) !== AUDIENCE)
      .map((it) => it.id),
    open: open.map((it) => it.id),
    sentAgain: received.filter((it) => it.at > (endedAt.get(it.key) ?? Infinity)).map((it) => it.key),
    neverSent: [...endedAt.keys()].filter((key) => !arrived.has(key)),
    surprises: authors.flatMap((it) => it.surprises),
  }
}

const isRising = (places: number[]) =>
  places.every((it, index) => index === 0 || it > (places[index - 1] ?? 0))

/** Waits until no job waits and no ledger row is open. */
export async function untilQuiet(own: OwnVigie, within = 60_000): Promise<void> {
  const deadline = Date.now() + within
  for (;;) {
    const [left] = await own.sql<{ jobs: string; rows: string }>(`
      select (select count(*) from pgboss.job where state < 'completed') as jobs,
        (select count(*) from delivery where ended_at is null) as rows`)
    if (left?.jobs === '0' && left.rows === '0') return
    if (Date.now() > deadline) throw new Error(`not quiet: ${JSON.stringify(left)}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
