import { Neighbourhood } from '../communities/neighbourhood.entity.ts'
import { Town } from '../communities/town.entity.ts'
import { createAccount } from '../identity/create-account.ts'
import type { App } from '../platform/app.ts'
import { inTransaction } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { demoAccounts } from './demo-accounts.ts'

/** Makes the demo town once. */
export async function createDemoTown(app: App): Promise<void> {
  if ((await app.orm.em.fork().count(Town, {})) > 0) return
  await inTransaction(app.orm, async (tx) => {
    const townId = newId()
    await tx.insert(Town, { id: townId, inseeCode: '99001', name: 'Saint-Aubry-sur-Orne', policePhone: '+33 2 99 00 00 17' })
    const ids = new Map<string, string>()
    for (const [index, name] of [...new Set(demoAccounts(app.secrets).flatMap((it) => it.neighbourhood ?? []))].entries()) {
      const id = newId()
      ids.set(name, id)
      const west = 0.1 + index * 0.02
      await tx.insert(Neighbourhood, {
        townId,
        id,
        name,
        polygon: { type: 'MultiPolygon', coordinates: [[[[west, 48.9], [west + 0.02, 48.9], [west + 0.02, 48.92], [west, 48.92], [west, 48.9]]]] },
      })
    }
    for (const account of demoAccounts(app.secrets)) {
      await createAccount(app, tx, { ...account, townId, neighbourhoodId: ids.get(account.neighbourhood ?? '') ?? null })
    }
  })
}
