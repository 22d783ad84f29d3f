import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from './api.ts'
import { copyDemo, type Demo } from './demo.ts'
import type { PushService } from './push-service.ts'
import { busyness } from './vigie.ts'

export interface Stack extends Demo {
  url: string
  /** Everything it printed. */
  output(): string
  /** Ends it and drops its database. */
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** The whole product as `pnpm start` runs it, on a copy of the demo and with the testkit's push service. */
export async function startStack(push: Pick<PushService, 'host' | 'ca'>): Promise<Stack> {
  const { database, dataDir } = await copyDemo()
  const authority = join(dataDir, 'push-service.pem')
  writeFileSync(authority, push.ca)
  const port = await freePort()
  const child = spawn(join(root, 'node_modules/.bin/node'), [join(root, 'packages/server/dist/start.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      PUSH_SERVICES: push.host,
      NODE_EXTRA_CA_CERTS: authority,
      LOG_LEVEL: 'info',
      // One machine plays a whole town; the limits have tests of their own.
      RATE_LIMIT_FACTOR: '1000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  await announced(child, () => output)
  return {
    url: `http://localhost:${port}`,
    database,
    dataDir,
    output: () => output,
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        await ended
      }
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves when the stack said where it runs. */
async function announced(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 60_000 * busyness()
  while (!output().includes('Vigie runs at')) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`the stack did not start:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
