import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '@vigie/server/open-app.ts'
import { type Config, readConfig } from '@vigie/server/platform/config.ts'
import type { TestDatabase } from './database.ts'

export type TestApp = Awaited<ReturnType<typeof openApp>>

/** The configuration of a test: silent, no demo, files in a folder of its own. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  const dataDir = overrides.dataDir ?? mkdtempSync(join(tmpdir(), 'vigie-test-data-'))
  const config = readConfig({
    DATA_DIR: dataDir,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    PORT: '0',
    // One machine plays a whole town; the limits have tests of their own.
    RATE_LIMIT_FACTOR: '1000',
  })
  return { ...config, ...overrides }
}

/** A real app on the test's database. */
export function openTestApp(
  database: TestDatabase,
  kind: 'api' | 'worker' | 'cli' = 'api',
  overrides: Partial<Config> = {},
): Promise<TestApp> {
  return openApp(testConfig(overrides), database.url, kind)
}
