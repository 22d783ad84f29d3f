/**
 * Ends the process well on SIGTERM, SIGINT or when its supervisor is gone, once.
 * @param drain finishes what runs; after ten seconds the process ends anyway
 */
export function endWell(drain: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), 10_000).unref()
    drain().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  // Ctrl-C reaches the whole group: the supervisor decides the order.
  process.on('SIGINT', () => (process.connected ? undefined : end()))
  process.on('disconnect', end)
}

/** Tells the supervisor, if there is one, that this process does its work. */
export const reportReady = (facts: Record<string, unknown> = {}) => process.send?.({ ready: true, ...facts })
