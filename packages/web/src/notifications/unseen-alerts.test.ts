import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { clearUnseen, noteSeen, noteShown } from './unseen-alerts.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('the number on the icon', () => {
  it('counts alerts, not messages', async () => {
    expect(await noteShown('alert-1', 'reported')).toEqual({ repeated: false, unseen: 1 })
    expect(await noteShown('alert-2', 'reported-2')).toEqual({ repeated: false, unseen: 2 })
    expect(await noteShown('alert-1', 'photo-added')).toEqual({ repeated: false, unseen: 2 })
  })

  it('knows a message that was delivered twice, also after the feed was seen', async () => {
    await noteShown('alert-1', 'reported')
    await clearUnseen()

    expect(await noteShown('alert-1', 'reported')).toEqual({ repeated: true, unseen: 0 })
  })

  it('falls by one when one alert is looked at', async () => {
    await noteShown('alert-1', 'reported')
    await noteShown('alert-2', 'reported-2')
    await noteSeen('alert-1')

    expect(await noteShown('alert-3', 'reported-3')).toEqual({ repeated: false, unseen: 2 })
  })

  it('begins anew when the feed has been looked at', async () => {
    await noteShown('alert-1', 'reported')
    await clearUnseen()

    expect(await noteShown('alert-2', 'reported-2')).toEqual({ repeated: false, unseen: 1 })
  })
})
