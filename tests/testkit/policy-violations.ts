import type { Device } from './browser.ts'

/** What runs in a page or a worker: hands over one line for each thing that the policy refused. */
const LISTEN = `(note) => self.addEventListener('securitypolicyviolation', (event) =>
  note(event.effectiveDirective + ': ' + event.blockedURI + ' ' + event.sample))`

/** Notes from now on what the content security policy refuses on this device. */
export async function noteViolations({ context }: Device): Promise<{ seen(): Promise<string[]> }> {
  const byPages: string[] = []
  await context.exposeBinding('noteViolation', (_, line: string) => void byPages.push(line))
  await context.addInitScript(`(${LISTEN})(noteViolation)`)
  // A service worker has no way to the test, so it keeps its own list; its scope is not among the types of pages.
  const keep = `self.violations = []; (${LISTEN})((line) => self.violations.push(line))`
  context.on('serviceworker', (worker) => void worker.evaluate(keep).catch(() => undefined))
  return {
    /** Of pages and service workers, one line each: the directive, and what was refused. */
    async seen() {
      const byWorkers = context
        .serviceWorkers()
        .map((worker) => worker.evaluate<string[]>('self.violations ?? []').catch(() => []))
      return [...byPages, ...(await Promise.all(byWorkers)).flat()]
    },
  }
}
