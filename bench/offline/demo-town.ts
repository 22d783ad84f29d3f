import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../benchkit/server-process.ts'

const root = join(import.meta.dirname, '../..')

/** The whole product with its demo town, as `pnpm start` runs it. */
export interface DemoTown {
  url: string
  stop(): Promise<void>
}

/** Starts it with a database of its own. Resolves once it has said where it runs. */
export async function startDemoTown(): Promise<DemoTown> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-bench-offline-'))
  // As root the database runs as another user, who must be able to walk down to it.
  chmodSync(dataDir, 0o755)
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'packages/server/dist/start.js')], {
    // One person reports more than a person would.
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT_FACTOR: '1000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let output = ''
  const announced = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (output.includes('Vigie runs at')) resolve()
      })
    }
  })
  await Promise.race([
    announced,
    ended.then(() => Promise.reject(new Error(`the product ended before it was ready:\n${output}`))),
  ])
  return {
    url: `http://localhost:${port}`,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
