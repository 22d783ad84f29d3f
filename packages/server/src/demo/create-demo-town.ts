import type { FeatureCollection } from 'geojson'
import { sql } from 'kysely'
import { writeTownImport } from '../communities/import-town.ts'
import { locateIn } from '../communities/locate-neighbourhood.ts'
import { type NeighbourhoodArea, toArea } from '../communities/neighbourhood-area.ts'
import { Town } from '../communities/town.entity.ts'
import { createAccount } from '../identity/create-account.ts'
import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction, type Orm } from '../platform/db.ts'
import { demoAccounts } from './demo-accounts.ts'
import { DEMO_PEOPLE, emailOf } from './people.ts'
import { A_MONTH_AGO } from './story/a-month-ago.ts'
import { LAST_WEEKS } from './story/last-weeks.ts'
import { SEARCH_FOR_MINETTE } from './story/search-for-minette.ts'
import { tellStory } from './story/tell-story.ts'
import { THIS_WEEK } from './story/this-week.ts'
import { TODAY } from './story/today.ts'
import { DEMO_TOWN, readTownFile, StreetMap } from './town-files.ts'

/** Numbers that the regulator keeps free for fiction (Arcep, decision 2018-0881). */
const PHONES = { policePhone: '02 61 91 17 17', townHallPhone: '02 61 91 00 01' }

/** Any constant does, as long as nobody else on this database locks it. */
const DEMO_LOCK = 8_447_431_121

/**
 * Makes the demo town, its people and its past, once, in one transaction: all of it is there or nothing. Several
 * processes may call it at once. Where there already is a town, invented or real, nothing is done.
 */
export async function createDemoTown(app: App): Promise<void> {
  if (await hasTown(app.acrossTowns)) return
  const backdrop = await readTownFile('backdrop')
  const files = {
    neighbourhoods: await readTownFile('neighbourhoods'),
    boundary: await readTownFile('boundary'),
  }
  const drawn: FeatureCollection = JSON.parse(backdrop)
  const streets = new StreetMap(drawn)
  await inTransaction(app.acrossTowns, async (tx) => {
    // Whoever comes second waits for the first to finish, however slow the machine is.
    await sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`.execute(
      tx.getKysely(),
    )
    await sql`select pg_advisory_xact_lock(${DEMO_LOCK})`.execute(tx.getKysely())
    if ((await tx.count(Town, {})) > 0) return
    const written = await writeTownImport(tx, {
      ...DEMO_TOWN,
      ...PHONES,
      ...files,
      backdrop: drawn,
      contactEmail: 'mairie@demo.invalid',
    })
    const areas = written.neighbourhoods.map(toArea)
    const people = await createPeople(app, tx, written.town.id, areas, streets)
    const town = { id: written.town.id, areas, streets, people, photos: app.photos }
    await tellStory(
      tx,
      town,
      [...A_MONTH_AGO, ...LAST_WEEKS, SEARCH_FOR_MINETTE, ...THIS_WEEK, ...TODAY],
      Date.now(),
    )
  })
}

/** Whether there is a town already, invented or real. */
export const hasTown = async (acrossTowns: Orm) => (await acrossTowns.em.fork().count(Town, {})) > 0

/** Accounts for everyone; only those that the sign-in page offers have a password. */
async function createPeople(
  app: App,
  tx: EntityManager,
  townId: string,
  areas: NeighbourhoodArea[],
  streets: StreetMap,
) {
  const offered = new Map(demoAccounts(app.secrets).map(({ email, password }) => [email, password]))
  const people = new Map<string, { id: string; neighbourhoodId: string | null }>()
  for (const person of DEMO_PEOPLE) {
    const home = person.home && streets.along(...person.home)
    const neighbourhoodId = home ? (locateIn(areas, [home.longitude, home.latitude])?.id ?? null) : null
    const email = emailOf(person)
    const password = offered.get(email) ?? null
    const { name, role } = person
    const id = await createAccount(app, tx, { townId, name, email, password, role, home, neighbourhoodId })
    if (!id) throw new Error(`${email} has an account although there was no town`)
    people.set(name, { id, neighbourhoodId })
  }
  return people
}
