/** Milliseconds after which whatever is to end has got stuck. */
const STUCK_MS = 25_000

/**
 * Waits for something to end. A hook that runs into its own limit does not say what it waited for; this does.
 * @throws Error with its name, and what the process still holds open, when it has not ended after 25 seconds
 */
export async function inTime<T>(what: string, ending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} has not ended; open: ${process.getActiveResourcesInfo().join(', ')}`))
    }, STUCK_MS)
  })
  return Promise.race([ending, stuck]).finally(() => clearTimeout(timer))
}
