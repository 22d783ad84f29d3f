import type { Role } from '@vigie/schema'
import { sql } from 'kysely'
import type { App } from '../platform/app.ts'
import type { EntityManager } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { createSealer } from '../platform/sealing.ts'
import { hash } from './password.ts'
import { Person } from './person.entity.ts'
import { blindAddress } from './sealed-address.ts'

export interface NewAccount {
  townId: string
  name: string
  email: string
  /** Null for an account that nobody can sign in to with a password. */
  password: string | null
  role: Role
  locale?: 'FR' | 'EN'
  neighbourhoodId?: string | null
  /** WGS 84, degrees. */
  home?: { latitude: number; longitude: number } | null
}

/**
 * Makes an account and the person behind it, in the caller's transaction.
 * @returns the person's id, or null when the e-mail already has an account
 */
export async function createAccount(
  app: App,
  tx: EntityManager,
  account: NewAccount,
): Promise<string | null> {
  const sealer = createSealer(app.secrets.sealing)
  const userId = newId()
  const db = tx.getKysely<AccountTables>()
  const made = await db
    .insertInto('user')
    .values({
      id: userId,
      name: account.name,
      email: blindAddress(sealer, account.email),
      emailSealed: sealer.seal(account.email.trim()),
      emailVerified: true,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return null
  if (account.password !== null) {
    await db
      .insertInto('account')
      .values({
        id: newId(),
        accountId: userId,
        providerId: 'credential',
        userId,
        password: await hash(account.password),
        updatedAt: sql`now()`,
      })
      .execute()
  }
  const id = newId()
  await tx.insert(Person, {
    townId: account.townId,
    id,
    userId,
    name: account.name,
    role: account.role,
    locale: account.locale ?? 'FR',
    neighbourhoodId: account.neighbourhoodId ?? null,
    homeLatitude: account.home?.latitude ?? null,
    homeLongitude: account.home?.longitude ?? null,
  })
  return id
}

/** The columns of better-auth's tables that are written here. */
interface AccountTables {
  user: { id: string; name: string; email: string; emailSealed: string; emailVerified: boolean }
  account: {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string
    updatedAt: unknown
  }
}
