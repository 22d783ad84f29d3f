import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { openApp } from '@vigie/server/open-app.ts'
import { openSecrets } from '@vigie/server/platform/secrets.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import pg from 'pg'
import { freePort } from './api.ts'
import { type TestApp, testConfig } from './app.ts'
import { Author } from './author.ts'
import { Client } from './client.ts'
import { FEED, SAVE_PUSH } from './operations.ts'
import { type PushService, startPushService } from './push-service.ts'
import { aReport } from './report.ts'
import { createTestTown, type Member, PASSWORD, type TestTown } from './town.ts'
import { buildServer, newDataDir, startVigie, type Vigie } from './vigie.ts'

/** A whole installation with a database of its own, a test town in it, and a push service beside it. */
export class OwnVigie {
  vigie: Vigie
  readonly town: TestTown
  readonly push: PushService
  /** Whose device each push endpoint is. */
  readonly devices = new Map<string, Member>()
  readonly #env: Record<string, string>
  #elsewhere: Promise<TestApp> | null = null

  private constructor(vigie: Vigie, env: Record<string, string>, push: PushService, town: TestTown) {
    this.vigie = vigie
    this.#env = env
    this.push = push
    this.town = town
  }

  static async start(dataDir = newDataDir(), more: Record<string, string> = {}): Promise<OwnVigie> {
    await buildServer()
    const push = await startPushService()
    const authority = join(dataDir, 'push-service.pem')
    writeFileSync(authority, push.ca)
    const env = {
      PORT: String(await freePort()),
      DEMO: 'false',
      PUSH_SERVICES: push.host,
      NODE_EXTRA_CA_CERTS: authority,
      LOG_LEVEL: 'warn',
      RATE_LIMIT_FACTOR: '0',
      ...more,
    }
    const vigie = await startVigie(env, dataDir)
    await vigie.announced()
    const app = await openOn(vigie)
    const town = await createTestTown(app)
    await app.close()
    return new OwnVigie(vigie, env, push, town)
  }

  async signIn(person: Member): Promise<Client> {
    const client = new Client(this.vigie.url)
    await client.signIn(person.email, PASSWORD)
    return client
  }

  /** Signs in and takes notifications, as a phone does. */
  async signInWithDevice(person: Member): Promise<Client> {
    const client = await this.signIn(person)
    const device = this.push.subscribe()
    this.devices.set(device.endpoint, person)
    await client.ask(SAVE_PUSH, { input: { endpoint: device.endpoint, ...device.keys } })
    return client
  }

  async author(person: Member): Promise<Author> {
    return new Author(await this.signIn(person))
  }

  /** Where a phone that reads its list now would begin to stream. */
  async cursor(): Promise<string> {
    const client = await this.signIn(this.town.amina)
    return (await client.ask<{ alerts: { streamCursor: string } }>(FEED, { first: 1 })).alerts.streamCursor
  }

  /** Takes a report past the API, as another API process on the same database would. */
  async reportElsewhere(person: Member): Promise<string> {
    const input = aReport()
    this.#elsewhere ??= openOn(this.vigie)
    const app = await this.#elsewhere
    await inTown(person.townId, () => reportAlert(app, person, input))
    return input.id
  }

  /** What systemd does when the supervisor is gone. */
  async startAgain(): Promise<void> {
    this.vigie = await startVigie(this.#env, this.vigie.dataDir)
    await this.vigie.announced()
  }

  databaseUrl(): Promise<string> {
    return databaseUrl(this.vigie)
  }

  /** Runs SQL on a connection of its own; waits while the database is away. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.sqlNow<Row>(text, values)
      } catch (error) {
        if (attempt === 150) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  /** Runs SQL on a connection of its own, or fails. */
  async sqlNow<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: await databaseUrl(this.vigie) })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  async remove(): Promise<void> {
    await (await this.#elsewhere)?.close()
    await this.vigie.remove()
    await this.push.close()
  }
}

async function databaseUrl(vigie: Vigie): Promise<string> {
  const { database } = await openSecrets(vigie.dataDir)
  return `postgres://postgres:${encodeURIComponent(database)}@127.0.0.1:${await vigie.databasePort()}/vigie`
}

/** The same installation, inside the test. */
async function openOn(vigie: Vigie): Promise<TestApp> {
  return openApp(testConfig({ dataDir: vigie.dataDir }), await databaseUrl(vigie), 'cli')
}
