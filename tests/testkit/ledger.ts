import { randomBytes } from 'node:crypto'
import { newId } from '@vigie/server/platform/ids.ts'
import type { TestDatabase } from './database.ts'
import type { Member } from './town.ts'

export interface LedgerRow {
  id: string
  name: string
  channel: string
  state: string
  reason: string | null
  attempts: number
}

/** The delivery ledger of one alert's latest event of a kind, by name of the person. */
export const ledgerOf = (database: TestDatabase, alertId: string, kind = 'REPORTED') =>
  database.sql<LedgerRow>(
    `select d.id, p.name, d.channel, d.state, d.reason, d.attempts
     from delivery d join person p on p.town_id = d.town_id and p.id = d.person_id
     where d.event_id = (select id from alert_event where alert_id = $1 and kind = $2 order by seq desc limit 1)
     order by p.name collate "C", d.channel`,
    [alertId, kind],
  )

/** The event of a kind that happened last to an alert. */
export async function eventOf(database: TestDatabase, alertId: string, kind = 'REPORTED'): Promise<string> {
  const [event] = await database.sql<{ id: string }>(
    'select id from alert_event where alert_id = $1 and kind = $2 order by seq desc limit 1',
    [alertId, kind],
  )
  if (!event) throw new Error(`no ${kind} of ${alertId}`)
  return event.id
}

/** A device of this person, as the API would have saved it; its endpoint. */
export async function aDevice(database: TestDatabase, person: Member, endpoint?: string): Promise<string> {
  const where = endpoint ?? `https://fcm.googleapis.com/fcm/send/${randomBytes(9).toString('base64url')}`
  await database.sql(
    `insert into push_subscription (town_id, id, person_id, endpoint, p256dh, auth)
     values ($1, $2, $3, $4, 'p256dh', 'auth')`,
    [person.townId, newId(), person.personId, where],
  )
  return where
}
