import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT } from '../../testkit/operations.ts'
import { aPhoto } from '../../testkit/pictures.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'
import { begin, piece } from '../../testkit/uploads.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

/** Sends a report over Amina's session, as the phone of whoever `headers` names does. */
async function report(headers: Record<string, string>, photoIds: string[] = []) {
  const input = aReport({ photoIds })
  const answer = await amina.fetch('/graphql', { query: REPORT, variables: { input } }, headers)
  const body: { data: unknown; errors?: { extensions: { code: string } }[] } = await answer.json()
  const kept = await database.sql('select author_id from alert where id = $1', [input.id])
  return { id: input.id, code: body.errors?.[0]?.extensions.code, kept }
}

const meantFor = (member: { personId: string }) => ({ 'x-vigie-person': member.personId })

describe('a report that was saved before somebody else signed in on the same device', () => {
  test('is not taken in the other one’s name: as if nobody were signed in', async () => {
    const { code, kept } = await report(meantFor(town.bernard))
    expect(code).toBe('UNAUTHENTICATED')
    expect(kept).toEqual([])
  })

  test('goes out as soon as its author is back', async () => {
    const { code, kept } = await report(meantFor(town.amina))
    expect(code).toBeUndefined()
    expect(kept).toEqual([{ author_id: town.amina.personId }])
  })

  test('would have been the other one’s, had the phone not named its author (control)', async () => {
    const { kept } = await report({})
    expect(kept).toEqual([{ author_id: town.amina.personId }])
  })
})

describe('a photo that was saved before somebody else signed in on the same device', () => {
  test('neither begins nor goes on, and nothing of it is kept', async () => {
    const photoId = newId()
    const { id: alertId } = await report(meantFor(town.amina), [photoId])
    const photo = await aPhoto()

    const refused = await begin(amina, { photoId, alertId }, photo.length, meantFor(town.bernard))
    expect(refused.response.status).toBe(401)
    expect(await refused.response.json()).toMatchObject({ code: 'UNAUTHENTICATED', permanent: false })

    const begun = await begin(amina, { photoId, alertId }, photo.length, meantFor(town.amina))
    expect(begun.response.status).toBe(201)
    expect((await piece(amina, begun.path, 0, photo, meantFor(town.bernard))).status).toBe(401)
    expect(await database.sql('select status from photo where id = $1', [photoId])).toEqual([
      { status: 'AWAITED' },
    ])
    expect((await piece(amina, begun.path, 0, photo, meantFor(town.amina))).status).toBe(204)
  })
})
