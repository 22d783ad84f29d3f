import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './api.ts'
import { Client } from './client.ts'
import type { TestDatabase } from './database.ts'

const root = join(import.meta.dirname, '../..')

/** One API process of its own, as the supervisor runs it. */
export interface ApiProcess {
  url: string
  pid: number
  stranger(): Client
  stop(): Promise<void>
}

/** Starts it from what was built, and waits until it does its work. */
export async function startApiProcess(
  database: TestDatabase,
  env: Record<string, string> = {},
): Promise<ApiProcess> {
  const port = await freePort()
  const child = fork(join(root, 'packages/server/dist/api.js'), {
    execPath: join(root, 'node_modules/.bin/node'),
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: mkdtempSync(join(tmpdir(), 'vigie-api-')),
      DATABASE_URL: database.url,
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the API process ended with ${code}`))),
  ])
  const url = `http://localhost:${port}`
  const clients: Client[] = []
  return {
    url,
    pid: child.pid ?? 0,
    stranger() {
      const client = new Client(url)
      clients.push(client)
      return client
    },
    async stop() {
      for (const client of clients) client.close()
      child.kill('SIGTERM')
      await ended
    },
  }
}
