import type pg from 'pg'
import { id, NEIGHBOURHOODS, seedTown } from './town.seed.ts'

/** Residents who reported the alerts. */
export const AUTHORS = 5_000

/** Rows per statement: a seed that is cut off has lost one of them at most. */
const BATCH = 500_000

/**
 * A town with so many alerts over the last two years, spread over its neighbourhoods: descriptions of 40 to
 * 400 characters, every fourth with photos, every third handled by somebody.
 */
export async function seedAlerts(client: pg.Client, alerts: number): Promise<void> {
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'")
  await seedTown(client, AUTHORS)
  await client.query(`set session_replication_role = replica; ${dropIndexes}`)
  for (let from = 1; from <= alerts; from += BATCH) {
    await client.query(`
      insert into alert (town_id, id, neighbourhood_id, author_id, category, description, happening, danger,
        position_source, latitude, longitude, shown_latitude, shown_longitude, place, claimed_at, saved_at,
        reported_at, cap_category, severity, urgency, certainty, status, comment_count, content_hash)
      select ${id('town', '1')}, uuidv7(at - now()), ${id('neighbourhood', `n % ${NEIGHBOURHOODS}`)},
        ${id('person', `1 + (n::bigint * 7919) % ${AUTHORS}`)},
        (array['SUSPICIOUS_ACTIVITY', 'BURGLARY', 'DAMAGE', 'NUISANCE', 'LOST_ANIMAL', 'OTHER'])[1 + n % 6],
        left(repeat('Deux personnes essaient les portières des voitures garées, lampe à la main. ', 6),
          40 + (n::bigint * 7919 % 360)::int),
        (array['NOW', 'OVER', 'UNSURE'])[1 + n % 3], (array['NO', 'UNSURE', 'YES'])[1 + n % 3], 'GPS',
        48.8 + (n * 31 % 8000) / 1e5, 2.2 + (n * 37 % 20000) / 1e5,
        48.8 + (n * 31 % 80) / 1e3, 2.2 + (n * 37 % 200) / 1e3,
        case when n % 2 = 0 then 'devant le ' || n % 100 || ' rue des Tilleuls' end, at, at, at,
        'SECURITY', 'MODERATE', 'IMMEDIATE', 'LIKELY',
        (array['REPORTED', 'ACKNOWLEDGED', 'RESOLVED'])[1 + n % 3], n % 5, md5(n::text) || md5('x' || n)
      from (select n, now() - (${alerts} - n) * interval '2 years' / ${alerts} as at
        from generate_series(${from}, ${Math.min(alerts, from + BATCH - 1)}) n) numbered`)
  }
  await client.query(`
    insert into photo (town_id, id, alert_id, ordinal, status, width, height, bytes)
    select town_id, gen_random_uuid(), id, ordinal, 'READY', 1600, 1200, 300000
    from alert, generate_series(0, 1) ordinal where id::text like '%0' or id::text ~ '[159]$'`)
  await client.query(`
    insert into handling_step (town_id, id, alert_id, person_id, status, note, at)
    select town_id, gen_random_uuid(), id, author_id, 'ACKNOWLEDGED', 'Vu, merci de votre vigilance.', reported_at
    from alert where status <> 'REPORTED'`)
  await client.query(`${createIndexes}; set session_replication_role = origin; analyze`)
}

const indexes = [
  ['alert_of_town', 'alert (town_id, reported_at desc, id desc)'],
  ['alert_of_neighbourhood', 'alert (town_id, neighbourhood_id, reported_at desc, id desc)'],
  ['alert_of_author', 'alert (town_id, author_id, reported_at desc, id desc)'],
  ['photo_of_alert', 'photo (town_id, alert_id, ordinal)'],
  ['handling_of_alert', 'handling_step (town_id, alert_id, at, id)'],
]

/** Built once at the end: row by row they would take most of the time. */
const dropIndexes = indexes.map(([name]) => `drop index ${name}`).join(';')
const createIndexes = indexes.map(([name, on]) => `create index ${name} on ${on}`).join(';')
