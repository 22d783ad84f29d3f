import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetKept, keep, readKept } from './kept-data.ts'
import { aViewer } from './testing/viewer.ts'

const marie = aViewer('marie')
const feed = { ROOT_QUERY: { __typename: 'Query' } }
const anyway = () => true

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('__SCHEMA_HASH__', 'today')
})

describe('what this device kept', () => {
  it('is there at the next start', async () => {
    await keep({ viewer: marie, cache: feed, expired: false }, anyway)
    expect(await readKept()).toEqual({ viewer: marie, cache: feed, expired: false })
  })

  it('still knows its person after an update with another contract; only the answers go', async () => {
    await keep({ viewer: marie, cache: feed, expired: false }, anyway)
    vi.stubGlobal('__SCHEMA_HASH__', 'tomorrow')
    expect(await readKept()).toEqual({ viewer: marie, cache: {}, expired: false })
  })

  it('knows a person whom a later app describes more fully than this one did', async () => {
    await keep({ viewer: marie, cache: feed, expired: false }, anyway)
    const { town, id, name } = marie
    await rewrite({ schemaHash: 'yesterday', viewer: { id, name, town: { id: town.id, name: town.name } } })
    expect((await readKept())?.viewer).toMatchObject({ id: 'marie', role: 'RESIDENT', handlesAlerts: false })
  })

  it('is nothing when nobody can be read from it', async () => {
    await keep({ viewer: marie, cache: feed, expired: false }, anyway)
    await rewrite({ schemaHash: 'today', viewer: { name: 'Marie' }, cache: feed })
    expect(await readKept()).toBeNull()
  })

  it('is forgotten at sign-out, and not written again by who had begun to before', async () => {
    await keep({ viewer: marie, cache: feed, expired: false }, anyway)
    await forgetKept()
    await keep({ viewer: marie, cache: feed, expired: false }, () => false)
    expect(await readKept()).toBeNull()
  })
})

async function rewrite(value: object): Promise<void> {
  const database = await openDB('vigie-kept')
  await database.put('kept', value, 'last')
  database.close()
}
