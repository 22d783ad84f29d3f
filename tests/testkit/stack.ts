import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './api.ts'
import type { TestDatabase } from './database.ts'
import type { PushService } from './push-service.ts'
import { busyness } from './vigie.ts'

export interface Stack {
  url: string
  dataDir: string
  /** Everything it printed. */
  output(): string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** The whole product as `pnpm start` runs it, on the test's database and with the testkit's push service. */
export async function startStack(
  database: TestDatabase,
  push: Pick<PushService, 'host' | 'ca'>,
): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-flow-'))
  chmodSync(dataDir, 0o755)
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
    dataDir,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
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
