import { expect, test } from 'vitest'
import { HashingPool } from './hashing-pool.ts'

/** Work that ends when it is told to. */
function work() {
  const open: (() => void)[] = []
  let started = 0
  return {
    run: () => {
      started++
      return new Promise<void>((resolve) => open.push(resolve))
    },
    end: () => open.shift()?.(),
    started: () => started,
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

test('so much runs at once, the rest waits for its turn', async () => {
  const pool = new HashingPool(2, 3)
  const it = work()
  const all = Array.from({ length: 5 }, () => pool.run(it.run))
  expect(it.started()).toBe(2)
  for (const started of [3, 4, 5, 5, 5]) {
    it.end()
    await settle()
    expect(it.started()).toBe(started)
  }
  await Promise.all(all)
})

test('who comes when too many wait is sent away at once, and told when to return', async () => {
  const pool = new HashingPool(1, 1)
  const it = work()
  const all = [pool.run(it.run), pool.run(it.run)]
  const refused = await pool.run(it.run).catch((error) => error)
  expect(refused.extensions).toEqual({ code: 'UNAVAILABLE', permanent: false, retryAfter: 5 })
  expect(it.started()).toBe(1)
  it.end()
  await settle()
  it.end()
  await Promise.all(all)
})

test('work that fails gives its place back', async () => {
  const pool = new HashingPool(1, 0)
  await expect(pool.run(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory')
  await expect(pool.run(async () => 'done')).resolves.toBe('done')
})
