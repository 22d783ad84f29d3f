import { acknowledgeAlert } from '@vigie/server/alerts/acknowledge-alert.ts'
import { commentAlert } from '@vigie/server/alerts/comment-alert.ts'
import { snapToGrid } from '@vigie/server/alerts/position-grid.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let alertId: string

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  const report = aReport({ positionSource: 'GPS', coordinates: town.west.inside })
  await asViewer(town.amina, () => reportAlert(api.app, town.amina, report))
  alertId = report.id
  const step = { id: newId(), alertId, onTheWay: true, note: 'Nous passons dans dix minutes.' }
  await asViewer(town.police, () => acknowledgeAlert(api.app, town.police, step))
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

interface Seen {
  mine: boolean
  position: { latitude: number; longitude: number; exact: boolean }
  handling: { status: string; note: string | null; by: { name: string } }[]
  reach: { neighbours: number } | null
}

const FIELDS = `mine position { latitude longitude exact } handling { status note by { name } } reach { neighbours }`

/** How somebody sees the alert by its id and in the list: the same. */
async function seenBy(who: keyof TestTown): Promise<Seen> {
  const { email } = town[who] as TestTown['amina']
  const client = await api.signIn(email)
  const { alert, alerts } = await client.ask<{ alert: Seen; alerts: { edges: { node: Seen }[] } }>(
    `query See($id: ID!) { alert(id: $id) { ${FIELDS} } alerts(first: 1) { edges { node { ${FIELDS} } } } }`,
    { id: alertId },
  )
  expect(alerts.edges[0]?.node).toEqual(alert)
  return alert
}

describe('the position', () => {
  test.each(['amina', 'agent', 'police'] as const)('is exact for %s', async (who) => {
    expect((await seenBy(who)).position).toEqual({ ...town.west.inside, exact: true })
  })

  test.each(['bernard', 'moderator'] as const)('is the grid’s for %s', async (who) => {
    expect((await seenBy(who)).position).toEqual({ ...snapToGrid(town.west.inside), exact: false })
  })

  test('is not refined by asking again, nor by another report of the same place', async () => {
    const again = aReport({ positionSource: 'GPS', coordinates: { ...town.west.inside, latitude: 48.9101 } })
    await asViewer(town.amina, () => reportAlert(api.app, town.amina, again))
    const rows = await database.sql('select distinct shown_latitude, shown_longitude from alert')
    expect(rows).toHaveLength(1)
    await database.sql('delete from alert_event where alert_id = $1', [again.id])
    await database.sql('delete from alert where id = $1', [again.id])
  })
})

describe('what police and town hall did', () => {
  const step = { status: 'ON_THE_WAY', by: { name: 'Nicolas Perrin' } }

  test.each(['amina', 'agent', 'police'] as const)(
    'is told to %s with its note, and whom it reached',
    async (who) => {
      const { handling, reach } = await seenBy(who)
      expect(handling).toEqual([{ ...step, note: 'Nous passons dans dix minutes.' }])
      expect(reach).not.toBeNull()
    },
  )

  test.each(['bernard', 'moderator'] as const)('is told to %s without the note', async (who) => {
    const { handling, reach } = await seenBy(who)
    expect(handling).toEqual([{ ...step, note: null }])
    expect(reach).toBeNull()
  })
})

describe('its comments', () => {
  test('page by page have no gap and no double while new ones arrive, oldest first', async () => {
    const comment = async (n: number) => {
      const input = { id: newId(), alertId, text: `n° ${n}` }
      await asViewer(town.bernard, () => commentAlert(api.app, town.bernard, input))
      return input.id
    }
    const written = [await comment(1), await comment(2), await comment(3)]
    await database.sql(`update comment set created_at = '2026-11-01T12:00:00Z'`)
    const amina = await api.signIn(town.amina.email)
    const read: string[] = []
    let after: string | null = null
    for (let n = 4; n < 20; n += 1) {
      const answer: Commented = await amina.ask<Commented>(
        `query Page($id: ID!, $after: String) { alert(id: $id) { comments(first: 2, after: $after) {
           pageInfo { hasNextPage endCursor } edges { node { id } } } } }`,
        { id: alertId, after },
      )
      const { comments } = answer.alert
      read.push(...comments.edges.map((edge) => edge.node.id))
      after = comments.pageInfo.endCursor
      if (!comments.pageInfo.hasNextPage) break
      if (n < 7) written.push(await comment(n))
    }
    expect(read).toEqual(written)
  })
})

interface Commented {
  alert: {
    comments: {
      pageInfo: { hasNextPage: boolean; endCursor: string }
      edges: { node: { id: string } }[]
    }
  }
}
