import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the parts of one run of tests share. */
export interface TestRun {
  /** Gone when this process ends, with whatever the tests wrote. */
  folder: string
  environment: NodeJS.ProcessEnv
}

/** Opens a run, with one PostgreSQL for all its parts: the first makes it, and it ends with this process. */
export function openTestRun(root: string, form: 'brief' | 'short' | 'long'): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-tests-'))
  // As root the database runs as another user, who must be able to walk down to it.
  chmodSync(folder, 0o755)
  const cluster = join(folder, 'cluster')
  process.on('exit', () => {
    endPostgres(join(cluster, 'postgres/postmaster.pid'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  return {
    folder,
    environment: {
      ...process.env,
      TMPDIR: folder,
      VIGIE_TEST_FORM: form,
      VIGIE_TEST_CLUSTER: cluster,
      // The libraries are read anew by every part and every file.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/vigie-tests'),
    },
  }
}

/** At once, for nobody needs what is in it; returns when it is gone, or after ten seconds. */
function endPostgres(pidFile: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  try {
    const [postmaster] = readFileSync(pidFile, 'utf8').split('\n')
    process.kill(Number(postmaster), 'SIGQUIT')
    for (let look = 0; look < 200; look += 1) {
      process.kill(Number(postmaster), 0)
      Atomics.wait(pause, 0, 0, 50)
    }
  } catch {
    // There is none, or no more.
  }
}
