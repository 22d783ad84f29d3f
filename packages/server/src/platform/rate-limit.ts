import type { Rate } from '@vigie/schema'
import { sql } from 'kysely'
import type { App } from './app.ts'
import { CodedError } from './errors.ts'

/** Somebody's share of something: `key` says whose and of what, and holds nothing that names a person. */
export interface Turn {
  key: string
  rate: Rate
}

/**
 * Takes one turn of each, or refuses. The generic cell rate algorithm (ITU-T I.371) in one statement: a row holds
 * the moment at which its owner will have used nothing. Clock and decision are the database's, so that any number
 * of processes count as one. A refused turn costs its owner nothing.
 * @throws CodedError RATE_LIMITED with `retryAfter`, whole seconds
 */
export async function takeTurn({ acrossTowns, config }: App, turns: Turn[]): Promise<void> {
  const factor = config.rateLimitFactor
  if (factor === 0) return
  const keys = turns.map(({ key }) => key)
  const spans = turns.map(({ rate }) => rate.seconds)
  const steps = turns.map(({ rate }) => rate.seconds / (rate.max * factor))
  // In the order of the keys, so that two requests never wait for each other's row.
  const { rows } = await sql<{ wait: number }>`
    insert into rate_limit as it (key, free_at, step, span)
    select key, now() + make_interval(secs => step), make_interval(secs => step), make_interval(secs => span)
    from unnest(${keys}::text[], ${steps}::float8[], ${spans}::float8[]) as given(key, step, span)
    order by key
    on conflict (key) do update set
      step = excluded.step,
      span = excluded.span,
      refused = greatest(it.free_at, now()) + excluded.step > now() + excluded.span,
      free_at = case
        when greatest(it.free_at, now()) + excluded.step > now() + excluded.span then it.free_at
        else greatest(it.free_at, now()) + excluded.step
      end
    returning case when refused then extract(epoch from free_at + step - span - now())::float8 else 0 end as wait`.execute(
    acrossTowns.em.fork().getKysely(),
  )
  const wait = Math.max(...rows.map((row) => row.wait))
  if (wait > 0) throw rateLimited(Math.ceil(wait))
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
