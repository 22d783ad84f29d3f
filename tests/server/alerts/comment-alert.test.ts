import { LIMITS } from '@vigie/schema'
import { commentAlert } from '@vigie/server/alerts/comment-alert.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown
let alertId: string

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

beforeEach(async () => {
  const report = aReport()
  await asViewer(town.amina, () => reportAlert(app, town.amina, report))
  alertId = report.id
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

const aComment = (text = 'Je les ai vues aussi, vers 21 h.') => ({ id: newId(), alertId, text })

/** What is written down about the alert: comments, their number on the alert, their events. */
async function kept() {
  const [row] = await database.sql(
    `select (select count(*)::int from comment where alert_id = a.id) as comments, comment_count as shown,
       (select count(*)::int from alert_event where alert_id = a.id and kind = 'COMMENTED') as events
     from alert a where id = $1`,
    [alertId],
  )
  return row
}

describe('a comment', () => {
  test('is kept with its number and its event', async () => {
    const result = await asViewer(town.bernard, () => commentAlert(app, town.bernard, aComment()))
    expect(result).toMatchObject({
      repeated: false,
      comment: { text: 'Je les ai vues aussi, vers 21 h.', author: { name: 'Bernard Lefèvre' } },
      alert: { id: alertId, commentCount: 1 },
    })
    expect(await kept()).toEqual({ comments: 1, shown: 1, events: 1 })
  })

  test('sent twenty times at once stays one, and everybody who asks hears so', async () => {
    const comment = aComment()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        asViewer(town.bernard, () => commentAlert(app, town.bernard, comment)),
      ),
    )
    for (const answer of answers) expect(answer).toMatchObject({ comment: { id: comment.id } })
    expect(answers.filter((it) => 'repeated' in it && !it.repeated)).toHaveLength(1)
    expect(await kept()).toEqual({ comments: 1, shown: 1, events: 1 })
  })

  test('leaves nothing behind when its job cannot be enqueued', async () => {
    const broken = { ...app, startJobs: () => Promise.reject(new Error('queue away')) }
    await expect(
      asViewer(town.bernard, () => commentAlert(broken, town.bernard, aComment())),
    ).rejects.toThrow('queue away')
    expect(await kept()).toEqual({ comments: 0, shown: 0, events: 0 })
  })

  test.each([
    ['another text', (it: ReturnType<typeof aComment>) => ({ ...it, text: 'Autre chose.' })],
    ['other people', (it: ReturnType<typeof aComment>) => it],
  ])('under an id that served for %s is refused for good', async (who, change) => {
    const comment = aComment()
    await asViewer(town.bernard, () => commentAlert(app, town.bernard, comment))
    const author = who === 'other people' ? town.amina : town.bernard
    expect(await asViewer(author, () => commentAlert(app, author, change(comment)))).toMatchObject({
      code: 'ID_CONFLICT',
      permanent: true,
    })
    expect(await kept()).toEqual({ comments: 1, shown: 1, events: 1 })
  })

  test('is recognised when it comes again after its author has lost sight of the alert', async () => {
    const comment = aComment()
    await asViewer(town.bernard, () => commentAlert(app, town.bernard, comment))
    const moved = { ...town.bernard, neighbourhoodId: town.chloe.neighbourhoodId }
    expect(await asViewer(moved, () => commentAlert(app, moved, comment))).toMatchObject({
      repeated: true,
      alert: null,
    })
    expect(await asViewer(moved, () => commentAlert(app, moved, aComment()))).toMatchObject({
      code: 'ALERT_NOT_FOUND',
    })
    expect(await kept()).toEqual({ comments: 1, shown: 1, events: 1 })
  })

  test('with half a character in it is taken, and its repeat recognised', async () => {
    const comment = aComment('Vu \ud83d hier')
    expect(await asViewer(town.bernard, () => commentAlert(app, town.bernard, comment))).toMatchObject({
      repeated: false,
    })
    expect(await asViewer(town.bernard, () => commentAlert(app, town.bernard, comment))).toMatchObject({
      repeated: true,
    })
  })

  test.each([
    ['nothing', '  '],
    ['too much', 'x'.repeat(LIMITS.commentMax + 1)],
  ])('that says %s is refused by field', async (_, text) => {
    expect(await asViewer(town.bernard, () => commentAlert(app, town.bernard, aComment(text)))).toMatchObject(
      {
        code: 'INVALID_INPUT',
        field: 'text',
      },
    )
  })
})

describe('who may comment', () => {
  test.each(['amina', 'bernard', 'moderator', 'agent', 'police'] as const)('%s, who sees it', async (who) => {
    expect(await asViewer(town[who], () => commentAlert(app, town[who], aComment()))).toMatchObject({
      repeated: false,
    })
  })

  test('nobody else: the alert might as well not exist', async () => {
    const elsewhere = await createTestTown(app, '14002')
    const unknown = { ...aComment(), alertId: newId() }
    const answers = await Promise.all([
      asViewer(town.chloe, () => commentAlert(app, town.chloe, aComment())),
      asViewer(elsewhere.police, () => commentAlert(app, elsewhere.police, aComment())),
      asViewer(town.bernard, () => commentAlert(app, town.bernard, unknown)),
    ])
    for (const answer of answers) expect(answer).toMatchObject({ code: 'ALERT_NOT_FOUND', permanent: true })
    expect(new Set(answers.map((it) => ('message' in it ? it.message : ''))).size).toBe(1)
    expect(await kept()).toEqual({ comments: 0, shown: 0, events: 0 })
  })
})
