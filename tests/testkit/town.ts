import type { Role } from '@vigie/schema'
import { Neighbourhood } from '@vigie/server/communities/neighbourhood.entity.ts'
import { Town } from '@vigie/server/communities/town.entity.ts'
import { createAccount } from '@vigie/server/identity/create-account.ts'
import type { Viewer } from '@vigie/server/identity/viewer.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import type { TestApp } from './app.ts'

export const PASSWORD = 'correct horse battery'

export interface Member extends Viewer {
  email: string
}

/** A small town: two square neighbourhoods side by side, and one person of each kind. */
export interface TestTown {
  id: string
  /** 0.02° squares; West spans longitude 0.10 to 0.12, East 0.12 to 0.14, both latitude 48.90 to 48.92. */
  west: { id: string; inside: Point }
  east: { id: string; inside: Point }
  /** Neighbours in West. */
  amina: Member
  bernard: Member
  /** Lives in East. */
  chloe: Member
  moderator: Member
  agent: Member
  police: Member
}

interface Point {
  latitude: number
  longitude: number
}

/** Makes a town with its people; every call makes another one. */
export async function createTestTown(app: TestApp, inseeCode = '14001'): Promise<TestTown> {
  return inTransaction(app.acrossTowns, async (tx) => {
    const id = newId()
    await tx.insert(Town, { id, inseeCode, name: `Testville ${inseeCode}`, policePhone: '+33200000017' })
    const square = async (name: string, west: number) => {
      const neighbourhoodId = newId()
      const ring = [
        [west, 48.9],
        [west + 0.02, 48.9],
        [west + 0.02, 48.92],
        [west, 48.92],
        [west, 48.9],
      ]
      await tx.insert(Neighbourhood, {
        townId: id,
        id: neighbourhoodId,
        name,
        polygon: { type: 'MultiPolygon', coordinates: [[ring]] },
      })
      return { id: neighbourhoodId, inside: { latitude: 48.9104, longitude: west + 0.0107 } }
    }
    const west = await square('West', 0.1)
    const east = await square('East', 0.12)
    const member = async (name: string, role: Role, neighbourhoodId: string | null): Promise<Member> => {
      const email = `${name.split(' ')[0]?.toLowerCase()}@${inseeCode}.test`
      const personId = await createAccount(app, tx, {
        townId: id,
        name,
        email,
        password: PASSWORD,
        role,
        neighbourhoodId,
      })
      if (!personId) throw new Error(`${email} exists already`)
      return {
        personId,
        townId: id,
        userId: '',
        sessionId: '',
        sessionExpiresAt: new Date(Date.now() + 3_600_000),
        name,
        role,
        locale: 'FR',
        neighbourhoodId,
        email,
      }
    }
    return {
      id,
      west,
      east,
      amina: await member('Amina Benali', 'RESIDENT', west.id),
      bernard: await member('Bernard Lefèvre', 'RESIDENT', west.id),
      chloe: await member('Chloé Martin', 'RESIDENT', east.id),
      moderator: await member('Jeanne Delaunay', 'MODERATOR', null),
      agent: await member('Yasmine Cherif', 'TOWN_HALL_AGENT', null),
      police: await member('Nicolas Perrin', 'POLICE_OFFICER', null),
    }
  })
}
