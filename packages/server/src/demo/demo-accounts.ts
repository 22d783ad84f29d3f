import type { DemoAccount } from '../platform/app.ts'
import type { Secrets } from '../platform/secrets.ts'
import { DEMO_PEOPLE, emailOf } from './people.ts'

/** Who can sign in: two neighbours, a third of another neighbourhood, and the three who work for the town. */
const OFFERED: Record<string, { neighbourhood: string | null }> = {
  amina: { neighbourhood: 'Les Tanneries' },
  bernard: { neighbourhood: 'Les Tanneries' },
  chloe: { neighbourhood: 'La Gare' },
  moderation: { neighbourhood: null },
  mairie: { neighbourhood: null },
  police: { neighbourhood: null },
}

/** The accounts that the sign-in page offers, with the password that this installation made for them. */
export const demoAccounts = (secrets: Pick<Secrets, 'demoPassword'>): DemoAccount[] =>
  DEMO_PEOPLE.flatMap((person) => {
    const offered = OFFERED[person.mailbox]
    if (!offered) return []
    const { name, role } = person
    return [{ name, email: emailOf(person), password: secrets.demoPassword, role, ...offered }]
  })
