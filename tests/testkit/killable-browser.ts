import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumCommand } from './browser.ts'

/** A Chromium whose profile outlives it, as a phone's browser: ended by its owner or by the system. */
export interface KillableBrowser {
  context: BrowserContext
  page: Page
  /** Where it listens to the DevTools protocol. */
  port: number
  /** SIGKILL to the browser's process and all that belong to it: nothing is written, nobody is asked. */
  kill(): Promise<void>
  /** Ends it as its owner does. */
  close(): Promise<void>
}

/** Starts it on a profile folder, new or used before. Resolves with its first page. */
export async function startOnProfile(profile: string, flags: string[] = []): Promise<KillableBrowser> {
  const { path, args } = await chromiumCommand()
  const child = spawn(
    path,
    [
      ...args,
      ...flags,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--accept-lang=fr-FR',
      'about:blank',
    ],
    // A group of its own, so that one signal reaches the renderers too.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const address = await addressOf(child)
  const browser = await chromium.connectOverCDP(address)
  const context = browser.contexts()[0]
  if (!context) throw new Error('the browser has no profile')
  context.setDefaultTimeout(30_000)
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    context,
    page,
    port: Number(new URL(address).port),
    async kill() {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
      await ended
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const session = await browser.newBrowserCDPSession()
      session.send('Browser.close').catch(() => undefined)
      await ended
    },
  }
}

/** The browser writes its last files after it has said that it ended. */
export const removeProfile = (profile: string) => rm(profile, { recursive: true, force: true, maxRetries: 5 })

/** Where it listens, as it says itself. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`the browser ended:\n${said}`)))
  })
}
