import { createServer } from 'node:net'
import { type RunningApi, serveApi } from '@vigie/server/api/serve.ts'
import type { Config } from '@vigie/server/platform/config.ts'
import { openTestApp, type TestApp } from './app.ts'
import { Client } from './client.ts'
import type { TestDatabase } from './database.ts'
import { inTime } from './in-time.ts'
import { PASSWORD } from './town.ts'

export interface TestApi {
  app: TestApp
  running: RunningApi
  url: string
  /** A device without a session. */
  stranger(): Client
  /** A device on which this person has signed in. */
  signIn(email: string): Promise<Client>
  close(): Promise<void>
}

/** A real API process's worth of server, on a real port, inside the test. */
export async function startTestApi(
  database: TestDatabase,
  overrides: Partial<Config> = {},
): Promise<TestApi> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const app = await openTestApp(database, 'api', { port, publicUrl: url, ...overrides })
  const running = await serveApi(app, database.url)
  const clients: Client[] = []
  const stranger = () => {
    const client = new Client(url)
    clients.push(client)
    return client
  }
  return {
    app,
    running,
    url,
    stranger,
    async signIn(email) {
      const client = stranger()
      await client.signIn(email, PASSWORD)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await inTime('the API', running.close())
      await inTime('the app', app.close())
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
