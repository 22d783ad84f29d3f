import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds after which whoever does the work must have failed. */
const DONE_WITHIN_MS = 120_000

/**
 * Of several processes that need something done, the first does it and the others wait until it is.
 * @param mark a path that is nobody's yet; what is done is known by `<mark>.done`
 * @throws Error when the first has not done it after two minutes
 */
export async function onceAmongProcesses(mark: string, work: () => Promise<void>): Promise<void> {
  const done = `${mark}.done`
  const first = await mkdir(mark).then(
    () => true,
    () => false,
  )
  if (first) {
    await work()
    return writeFile(done, '')
  }
  for (const deadline = Date.now() + DONE_WITHIN_MS; !existsSync(done); await pause(100)) {
    if (Date.now() > deadline) throw new Error(`whoever made ${mark} has not done its work`)
  }
}
