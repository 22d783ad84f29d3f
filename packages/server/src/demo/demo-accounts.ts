import type { DemoAccount } from '../platform/app.ts'
import type { Secrets } from '../platform/secrets.ts'

/** Who can sign in to the demo: two neighbours, a third of another neighbourhood, and the three institutions. */
const OFFERED: readonly Omit<DemoAccount, 'password'>[] = [
  { name: 'Amina Benali', email: 'amina@demo.invalid', role: 'RESIDENT', neighbourhood: 'Les Tanneries' },
  {
    name: 'Bernard Lefèvre',
    email: 'bernard@demo.invalid',
    role: 'RESIDENT',
    neighbourhood: 'Les Tanneries',
  },
  { name: 'Chloé Martin', email: 'chloe@demo.invalid', role: 'RESIDENT', neighbourhood: 'La Gare' },
  { name: 'Jeanne Delaunay', email: 'moderation@demo.invalid', role: 'MODERATOR', neighbourhood: null },
  { name: 'Yasmine Cherif', email: 'mairie@demo.invalid', role: 'TOWN_HALL_AGENT', neighbourhood: null },
  { name: 'Nicolas Perrin', email: 'police@demo.invalid', role: 'POLICE_OFFICER', neighbourhood: null },
]

/** The accounts that the sign-in page offers, with the password that this installation made for them. */
export const demoAccounts = (secrets: Pick<Secrets, 'demoPassword'>): DemoAccount[] =>
  OFFERED.map((account) => ({ ...account, password: secrets.demoPassword }))
