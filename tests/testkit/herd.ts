import { type ChildProcess, fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { newId } from '@vigie/server/platform/ids.ts'
import { openSecrets } from '@vigie/server/platform/secrets.ts'
import type { OwnVigie } from './own-vigie.ts'

export type ToHerd =
  | { kind: 'gather'; url: string; cookies: string[]; cursor: string; jitter: boolean }
  | { kind: 'look'; alertIds: string[] }
  | { kind: 'forget the attempts' }

export interface FromHerd {
  kind: 'seen'
  /** Phones whose stream is open. */
  live: number
  /** Phones whose stream is open and that have heard of every alert asked for. */
  complete: number
  /** How often a socket was asked for. */
  attempts: number
  /** How long each phone that lost its stream waited before it knocked again, the first time, in milliseconds. */
  firstWaits: number[]
}

/** Phones that follow the alerts, with the app's own policy of reconnection, in a process of their own. */
export class Herd {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** `jitter: false` takes the chance out of the policy: all wait equally long. */
  static gather(url: string, cookies: string[], cursor: string, jitter = true): Herd {
    const child = fork(join(import.meta.dirname, 'herd.process.ts'), {
      execArgv: ['--conditions=vigie-source'],
      stdio: 'inherit',
    })
    const herd = new Herd(child)
    herd.#tell({ kind: 'gather', url: `${url.replace('http', 'ws')}/graphql`, cookies, cursor, jitter })
    return herd
  }

  look(alertIds: string[] = []): Promise<FromHerd> {
    const seen = new Promise<FromHerd>((resolve) => this.#child.once('message', resolve))
    this.#tell({ kind: 'look', alertIds })
    return seen
  }

  /** Waits until so many are live and have heard of all these alerts; how many milliseconds that took. */
  async untilComplete(count: number, alertIds: string[], within: number): Promise<number> {
    const startedAt = Date.now()
    for (;;) {
      const seen = await this.look(alertIds)
      const took = Date.now() - startedAt
      if (seen.complete === count) return took
      if (took > within) throw new Error(`${seen.live} live, ${seen.complete} of ${count} complete`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  forgetAttempts(): void {
    this.#tell({ kind: 'forget the attempts' })
  }

  scatter(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    this.#child.kill('SIGKILL')
    return gone
  }

  #tell(message: ToHerd): void {
    this.#child.send(message)
  }
}

/** Residents of West, each signed in on one phone; their cookies. */
export async function signInCrowd(own: OwnVigie, count: number): Promise<string[]> {
  const { session } = await openSecrets(own.vigie.dataDir)
  const people = Array.from({ length: count }, () => ({ id: newId(), token: newId() }))
  const ids = people.map((it) => it.id)
  const tokens = people.map((it) => it.token)
  await own.sql(
    `with crowd as (select * from unnest($1::text[], $2::text[]) as it (id, token)),
    users as (
      insert into "user" (id, name, email, "emailVerified") select id, 'N', id, true from crowd),
    people as (
      insert into person (town_id, id, user_id, name, role, neighbourhood_id)
      select $3, id::uuid, id, 'N', 'RESIDENT', $4 from crowd)
    insert into "session" (id, "expiresAt", token, "updatedAt", "userId")
    select token, now() + interval '60 days', token, now(), id from crowd`,
    [ids, tokens, own.town.id, own.town.west.id],
  )
  return tokens.map((token) => {
    const signature = createHmac('sha256', session).update(token).digest('base64')
    return `vigie.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  })
}
