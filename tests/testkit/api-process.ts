import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import { freePort } from './api.ts'
import { Client } from './client.ts'
import type { TestDatabase } from './database.ts'

const root = join(import.meta.dirname, '../..')

/** One API process of its own, as the supervisor runs it. */
export interface ApiProcess {
  url: string
  pid: number
  stranger(): Client
  /** Evaluates an expression inside it, and gives its number; only when it was started to be inspected. */
  inspect(expression: string): Promise<number>
  /** Megabytes of its heap and of the whole process, after the garbage was collected. */
  memory(): Promise<{ heap: number; whole: number }>
  stop(): Promise<void>
}

/** Starts it from what was built, and waits until it does its work. */
export async function startApiProcess(
  database: TestDatabase,
  env: Record<string, string> = {},
  inspected = false,
): Promise<ApiProcess> {
  const port = await freePort()
  const child = fork(join(root, 'packages/server/dist/api.js'), {
    execPath: join(root, 'node_modules/.bin/node'),
    execArgv: inspected ? ['--inspect=127.0.0.1:0'] : [],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: mkdtempSync(join(tmpdir(), 'vigie-api-')),
      DATABASE_URL: database.url,
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.on('data', (chunk) => {
    complaints += chunk
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the API process ended with ${code}: ${complaints}`))),
  ])
  const url = `http://localhost:${port}`
  const clients: Client[] = []
  const [, debuggerUrl = ''] = /Debugger listening on (ws:\S+)/.exec(complaints) ?? []
  const ask = async (method: string, params: object = {}) => {
    const socket = new WebSocket(debuggerUrl)
    await once(socket, 'open')
    socket.send(JSON.stringify({ id: 1, method, params }))
    const [answer] = await once(socket, 'message')
    socket.close()
    return JSON.parse(String(answer)).result
  }
  const inspect = async (expression: string): Promise<number> =>
    (await ask('Runtime.evaluate', { expression, returnByValue: true })).result.value
  return {
    url,
    pid: child.pid ?? 0,
    stranger() {
      const client = new Client(url)
      clients.push(client)
      return client
    },
    inspect,
    async memory() {
      for (let i = 0; i < 3; i++) await ask('HeapProfiler.collectGarbage')
      const megabytes = async (name: string) => (await inspect(`process.memoryUsage().${name}`)) / 2 ** 20
      return { heap: await megabytes('heapUsed'), whole: await megabytes('rss') }
    },
    async stop() {
      for (const client of clients) client.close()
      child.kill('SIGTERM')
      await ended
    },
  }
}
