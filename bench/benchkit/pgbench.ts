import { execFile } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PgBoss } from 'pg-boss'
import { CACHE_FOLDER, type SeededDatabase } from './seeded-database.ts'
import { fixedId } from './town.seed.ts'

const runFile = promisify(execFile)

/** Connections: as many as the API's pool has. */
const CLIENTS = 10

/**
 * The transaction of one report without anything around it, as fast as PostgreSQL takes it.
 * @returns transactions per second, or why there are none
 */
export async function runPgbench(database: SeededDatabase, seconds: number): Promise<number | string> {
  const [program] = globSync('/usr/{lib/postgresql/*,local}/bin/pgbench').toReversed()
  if (!program) return 'not installed: it comes with Debian’s postgresql package'
  const script = join(CACHE_FOLDER, 'report.pgbench.sql')
  writeFileSync(script, await transaction(database))
  const options = `-c vigie.town=${fixedId('town', 1)} -c role=vigie_app`
  const args = ['-n', '-M', 'prepared', '-c', CLIENTS, '-j', 2, '-T', seconds, '-f', script, database.url]
  const { stdout } = await runFile(program, args.map(String), { env: { ...process.env, PGOPTIONS: options } })
  const [, rate] = /^tps = ([\d.]+)/m.exec(stdout) ?? []
  return rate ? Number(rate) : `it said ${stdout.slice(0, 200)}`
}

/** The statements of `reportAlert`'s transaction, in their order. */
async function transaction(database: SeededDatabase): Promise<string> {
  const town = fixedId('town', 1)
  return `
\\set resident random(1, 5000)
begin;
insert into alert (town_id, id, neighbourhood_id, author_id, category, description, happening, danger,
  position_source, latitude, longitude, shown_latitude, shown_longitude, place, claimed_at, saved_at,
  cap_category, severity, urgency, certainty, content_hash)
values ('${town}', uuidv7(), '${fixedId('neighbourhood', 1)}', md5('person' || :resident)::uuid,
  'SUSPICIOUS_ACTIVITY', 'Deux personnes essaient les portières des voitures garées, lampe à la main. Signalement.',
  'NOW', 'NO', 'GPS', 48.81, 2.21, 48.809738, 2.211126, null, now(), now(), 'SECURITY', 'MINOR', 'IMMEDIATE',
  'OBSERVED', '25a63ce5869b4e5477a1f4e4392c422b49d1fbf7f175124c4ad2e17bb0a77939')
returning id as alert_id \\gset
insert into alert_event (town_id, alert_id, neighbourhood_id, kind, actor_id, id)
values ('${town}', :alert_id, '${fixedId('neighbourhood', 1)}', 'REPORTED', md5('person' || :resident)::uuid, uuidv7())
returning id as event_id \\gset
${await jobStatement(database.url, town)};
select pg_notify('vigie_bell', '');
commit;
`
}

/** What pg-boss sends to enqueue one job, with the event's id as a variable. */
async function jobStatement(url: string, townId: string): Promise<string> {
  let text = ''
  const recorder = {
    async executeSql(sql: string) {
      text = sql
      return { rows: [] }
    },
  }
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, migrate: false })
  await boss.start()
  await boss.insert('fan-out-alert', [{ data: { townId, eventId: 'EVENT' } }], { db: recorder })
  await boss.stop({ graceful: false })
  const data = `'[{"data":{"townId":"${townId}","eventId":"' || :event_id || '"}}]'`
  return text
    .replace('$1', `(${data})`)
    .replaceAll(/^\s*\n/gm, '')
    .trim()
}
