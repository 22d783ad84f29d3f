import { existsSync } from 'node:fs'
import { cp, rename } from 'node:fs/promises'
import { createDemoTown } from '@vigie/server/demo/create-demo-town.ts'
import { inject } from 'vitest'
import { openTestApp } from './app.ts'
import { Client } from './client.ts'
import { createTestDatabase, DEMO_DATABASE, oneAtATime, type TestDatabase } from './database.ts'
import { newDataDir } from './vigie.ts'

/** The demo's database, and the folder with its photos and secrets. */
export interface Demo {
  database: TestDatabase
  dataDir: string
}

/** The demo town for a test file, copied from one that is made once per run: making it takes longer than most tests. */
export async function copyDemo(): Promise<Demo> {
  const made = inject('demoDir')
  await oneAtATime(async () => {
    if (!existsSync(made)) await makeDemo(made)
  })
  const dataDir = newDataDir()
  await cp(made, dataDir, { recursive: true })
  return { database: await createTestDatabase('demo'), dataDir }
}

/** Its folder has its name only once all of it is there. */
async function makeDemo(folder: string): Promise<void> {
  const database = await createTestDatabase('template', DEMO_DATABASE)
  const unfinished = `${folder}.unfinished`
  const app = await openTestApp(database, 'cli', { dataDir: unfinished })
  await createDemoTown(app)
  await app.close()
  await database.close()
  await rename(unfinished, folder)
}

interface Welcome {
  demoAccounts: { name: string; email: string; password: string }[]
}

/** E-mail and password of an account that the sign-in page offers. */
export async function credentialsOf(url: string, name: string): Promise<[email: string, password: string]> {
  const { welcome } = await new Client(url).ask<{ welcome: Welcome }>(
    '{ welcome { demoAccounts { name email password } } }',
  )
  const account = welcome.demoAccounts.find((it) => it.name === name)
  if (!account) throw new Error(`no demo account of ${name}`)
  return [account.email, account.password]
}
