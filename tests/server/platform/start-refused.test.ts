import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../testkit/api.ts'
import { buildServer, newDataDir, startVigie } from '../../testkit/vigie.ts'

beforeAll(async () => {
  await buildServer()
})

/** What it says when it cannot start: one line for people, and an exit code for machines. */
async function lastWords(env: Record<string, string>, dataDir?: string): Promise<string> {
  const vigie = await startVigie(env, dataDir)
  expect(await vigie.ended).toBe(1)
  await vigie.remove()
  const lines = vigie.output.trim().split('\n')
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

// Most of them wait for something that does not come: they wait together.
describe.concurrent('a start that is refused says why, and what to do:', () => {
  test('a port that is in use', async () => {
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const said = await lastWords({ PORT: String(port) })
    expect(said).toMatch(new RegExp(`^vigie: Port ${port} is in use.*PORT=${port - 1}`))
    other.close()
  })

  test.each([
    ['PORT', 'abc', 'must be a port number'],
    ['DATABASE_URL', 'mysql://db', 'must look like postgres://'],
    ['PUBLIC_URL', 'vigie', 'must be an address'],
  ])('%s=%s', async (name, value, advice) => {
    const said = await lastWords({ [name]: value })
    expect(said.startsWith(`vigie: ${name} ${advice}`)).toBe(true)
    expect(said).toContain(value)
  })

  test.each([
    ['nobody listens', async () => `postgres://vigie@127.0.0.1:${await freePort()}/vigie`],
    ['no such host', async () => 'postgres://vigie@db.invalid/vigie'],
  ])('a database where %s', async (_, url) => {
    const said = await lastWords({ DATABASE_URL: await url() })
    expect(said).toMatch(/^vigie: The database vigie at .* cannot be reached .*check DATABASE_URL/)
  })

  test('a database that never answers', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const said = await lastWords({ DATABASE_URL: `postgres://vigie@127.0.0.1:${port}/vigie` })
    expect(said).toMatch(/^vigie: The database vigie at .* cannot be reached .*check DATABASE_URL/)
    silent.close()
  })

  test('a database’s password is not among the last words', async () => {
    const url = `postgres://vigie:s3cret@127.0.0.1:${await freePort()}/vigie`
    expect(await lastWords({ DATABASE_URL: url })).not.toContain('s3cret')
    expect(await lastWords({ DATABASE_URL: 'mysql://vigie:s3cret@db/vigie' })).not.toContain('s3cret')
  })

  test('a data folder that is a file, and secrets that nobody can read', async () => {
    const home = newDataDir()
    await writeFile(join(home, 'file'), '')
    expect(await lastWords({}, join(home, 'file'))).toMatch(/^vigie: DATA_DIR .*file cannot be used/)
    const dataDir = newDataDir()
    await writeFile(join(dataDir, 'secrets.json'), '{')
    expect(await lastWords({}, dataDir)).toMatch(
      /^vigie: .*secrets.json is not readable as secrets: restore it/,
    )
  })

  test('a host that is not this machine’s', async () => {
    expect(await lastWords({ HOST: '192.0.2.1' })).toMatch(
      /^vigie: HOST 192.0.2.1 is not an address of this machine/,
    )
  })

  test.skipIf(process.getuid?.() !== 0)(
    'as root, a data folder to which the database’s user may not walk',
    async () => {
      const home = newDataDir()
      await chmod(home, 0o700)
      const dataDir = join(home, 'data')
      await mkdir(dataDir)
      const said = await lastWords({}, dataDir)
      expect(said).toContain(`may not enter ${home}: set DATA_DIR`)
    },
  )
})
