import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { buildServer } from '../../testkit/vigie.ts'

let database: TestDatabase

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
})

afterAll(() => database.drop())

const cli = fileURLToPath(new URL('../../../packages/server/dist/cli.js', import.meta.url))
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/geo/${name}.geojson`, import.meta.url))

/** The command as a shell runs it. */
function vigie(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return vigieWith({ DATABASE_URL: database.url }, args)
}

function vigieWith(env: Record<string, string>, args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

const bondy = ['town', 'import', '--insee', '93010', '--name', 'Bondy', '--neighbourhoods']

describe('pnpm vigie', () => {
  test('explains itself, with examples and exit codes', async () => {
    const { code, out } = await vigie('town', 'import', '--help')
    expect(code).toBe(0)
    expect(out).toMatch(/Exit codes:.*0 all imported/)
    expect(out).toContain('pnpm vigie town import --insee 93010')
  })

  test('ends with 2 on a wrong command line, and names what is wrong', async () => {
    expect(await vigie('town', 'lst')).toMatchObject({ code: 2, err: expect.stringContaining('lst') })
    expect(await vigie(...bondy)).toMatchObject({ code: 2, err: expect.stringContaining('--neighbourhoods') })
    const phone = await vigie(...bondy, fixture('town'), '--police-phone', '17 ou 112')
    expect(phone).toMatchObject({ code: 2, err: expect.stringContaining('+33 1 99 00 12 34') })
  })

  test('ends with 1 and one line when there is no database', async () => {
    const { code, err } = await vigieWith({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' }, [
      'town',
      'list',
    ])
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/cannot be reached.*check DATABASE_URL/)])
  })

  test('ends with 1 and one line when a file cannot be used', async () => {
    const { code, err } = await vigie(...bondy, fixture('broken'))
    expect(code).toBe(1)
    expect(err).toMatch(/^vigie: The file is not valid JSON: .*\n$/)
    expect(await vigie(...bondy, '/nowhere.geojson')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^vigie: \/nowhere.geojson cannot be read: .*\n$/),
    })
  })

  test('ends with 3 when some features were refused, and names them', async () => {
    const { code, out } = await vigie(...bondy, fixture('every-refusal'), '--boundary', fixture('boundary'))
    expect(code).toBe(3)
    expect(out).toContain('Imported: 3')
    expect(out).toContain('feature 1 "Nœud papillon" crosses or touches itself at 2.015, 48.005')
  })

  test('ends with 0 when all went in, and lists the town', async () => {
    const { code, out } = await vigie(
      ...bondy,
      fixture('town'),
      '--police-phone',
      '+33.1.99.00.12.34',
      '--json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ town: { outcome: 'updated' }, refused: [] })
    expect((await vigie('town', 'list')).out).toMatch(/^93010 {2}Bondy, neighbourhoods: \d+\n$/)
    const [town] = await database.sql('select police_phone from town')
    expect(town).toEqual({ police_phone: '01 99 00 12 34' })
  })
})
