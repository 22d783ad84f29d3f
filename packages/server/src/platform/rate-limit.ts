import type { Rate } from '@vigie/schema'
import { sql } from 'kysely'
import type { App } from './app.ts'
import { askTogether } from './ask-together.ts'
import { CodedError } from './errors.ts'
import { run, type Statement } from './statement.ts'

/** Somebody's share of something: `key` says whose and of what, and holds nothing that names a person. */
export interface Turn {
  key: string
  rate: Rate
}

/** Requests whose turns one statement takes. */
const TOGETHER = 100

/** One per process of the app: on a bad night a few statements take the turns of all who report at once. */
const takers = new WeakMap<App, (turns: Turn[]) => Promise<number>>()

/**
 * Takes one turn of each, or refuses. The generic cell rate algorithm (ITU-T I.371) in one statement: a row holds
 * the moment at which its owner will have used nothing. Clock and decision are the database's, so that any number
 * of processes count as one. A refused turn costs its owner nothing.
 * @throws CodedError RATE_LIMITED with `retryAfter`, whole seconds
 */
export async function takeTurn(app: App, turns: Turn[]): Promise<void> {
  if (app.config.rateLimitFactor === 0) return
  const take = takers.get(app) ?? askTogether((all: Turn[][]) => takeTurns(app, all), TOGETHER)
  takers.set(app, take)
  const wait = await take(turns)
  if (wait > 0) throw rateLimited(Math.ceil(wait))
}

/** Seconds to wait for each request; 0 when its turn is taken. */
async function takeTurns(app: App, all: Turn[][]): Promise<number[]> {
  const waits = new Map<Turn[], number>()
  for (const round of roundsOf(all)) {
    const rows = await run(app.acrossTowns, TAKE, { turns: round.flat(), factor: app.config.rateLimitFactor })
    const byKey = new Map(rows.map(({ key, wait }) => [key, wait]))
    for (const turns of round) waits.set(turns, Math.max(...turns.map(({ key }) => byKey.get(key) ?? 0)))
  }
  return all.map((turns) => waits.get(turns) ?? 0)
}

/** A statement changes a row once: who shares a key with somebody before waits for the next one. */
function roundsOf(all: Turn[][]): Turn[][][] {
  const rounds: { keys: Set<string>; requests: Turn[][] }[] = []
  for (const turns of all) {
    const free = rounds.find(({ keys }) => turns.every(({ key }) => !keys.has(key)))
    const round = free ?? { keys: new Set(), requests: [] }
    if (!free) rounds.push(round)
    for (const { key } of turns) round.keys.add(key)
    round.requests.push(turns)
  }
  return rounds.map(({ requests }) => requests)
}

const TAKE: Statement<{ turns: Turn[]; factor: number }, { key: string; wait: number }> = {
  name: 'take_turns',
  // In the order of the keys, so that two processes never wait for each other's row.
  text: `
    insert into rate_limit as it (key, free_at, step, span)
    select key, now() + make_interval(secs => step), make_interval(secs => step), make_interval(secs => span)
    from unnest($1::text[], $2::float8[], $3::float8[]) as given(key, step, span)
    order by key
    on conflict (key) do update set
      step = excluded.step,
      span = excluded.span,
      refused = greatest(it.free_at, now()) + excluded.step > now() + excluded.span,
      free_at = case
        when greatest(it.free_at, now()) + excluded.step > now() + excluded.span then it.free_at
        else greatest(it.free_at, now()) + excluded.step
      end
    returning key, case when refused then extract(epoch from free_at + step - span - now())::float8 else 0 end as wait`,
  valuesOf: ({ turns, factor }) => [
    turns.map(({ key }) => key),
    turns.map(({ rate }) => rate.seconds / (rate.max * factor)),
    turns.map(({ rate }) => rate.seconds),
  ],
}

/** Forgets who has used nothing for a while. */
export async function sweepTurns({ acrossTowns }: App): Promise<void> {
  await sql`delete from rate_limit where free_at < now()`.execute(acrossTowns.em.fork().getKysely())
}

const rateLimited = (retryAfter: number) =>
  new CodedError(
    'RATE_LIMITED',
    `Beaucoup de demandes d’un coup\u202F: réessayez dans ${inWords(retryAfter)}.`,
    undefined,
    {
      retryAfter,
      // Read by the HTTP side, and not shown.
      http: { headers: new Map([['retry-after', String(retryAfter)]]) },
    },
  )

const inWords = (seconds: number) => (seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`)
