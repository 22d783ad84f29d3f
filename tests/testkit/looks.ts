import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'

/**
 * How long an address takes to answer while `work` goes on, one question after the other, in milliseconds. It is
 * asked by a process of its own: what a test does meanwhile would keep its own questions waiting, and count.
 */
export async function looksDuring(address: string, work: () => Promise<void>): Promise<number[]> {
  const child = fork(join(import.meta.dirname, 'looks.process.ts'), [address])
  try {
    await once(child, 'message')
    await work()
    const said = once(child, 'message')
    child.send('stop')
    return v.parse(v.array(v.number()), (await said)[0])
  } finally {
    child.kill()
  }
}

/** The same for a while in which nothing goes on. */
export const looksFor = (address: string, milliseconds: number) =>
  looksDuring(address, () => pause(milliseconds))
