import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import * as v from 'valibot'
import WebSocket from 'ws'

/** An installed Firefox, or null. */
export function findFirefox(): string | null {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = ['firefox', 'firefox-esr'].flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

/** One tab of a real Firefox, driven by WebDriver BiDi as Firefox speaks it, without a library between. */
export interface Firefox {
  open(url: string): Promise<void>
  /** What the page answers to an expression, after a tap of its person. It must be JSON. */
  ask(expression: string): Promise<unknown>
  /** Asks until the answer is true; fails after half a minute. */
  until(expression: string): Promise<void>
  close(): Promise<void>
}

/** Nothing of this asks the network for what tests have no use for, except the push service that is given. */
const preferencesFor = (pushServer: string): Record<string, string | number | boolean> => ({
  'dom.push.serverURL': pushServer,
  'dom.push.testing.allowInsecureServerURL': true,
  'dom.push.testing.ignorePermission': true,
  'dom.push.connection.enabled': true,
  'permissions.default.desktop-notification': 1,
  'alerts.useSystemBackend': false,
  // The driver's own defaults would switch push off.
  'remote.prefs.recommended': false,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'intl.locale.requested': 'fr',
  'intl.accept_languages': 'fr',
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,none',
  'toolkit.telemetry.enabled': false,
})

const Reply = v.object({
  id: v.number(),
  type: v.picklist(['success', 'error']),
  result: v.optional(v.unknown()),
})
const Tree = v.object({ contexts: v.tuple([v.object({ context: v.string() })]) })
const Evaluated = v.object({
  type: v.literal('success'),
  result: v.object({ type: v.literal('string'), value: v.string() }),
})

/** Starts it headless with a profile of its own, its push connection to a server of the test's. */
export async function startFirefox(path: string, pushServer: string): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'vigie-firefox-'))
  const preferences = Object.entries(preferencesFor(pushServer))
  const lines = preferences.map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  const browser = spawn(
    path,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    {
      env: {
        PATH: process.env.PATH,
        HOME: profile,
        MOZ_CRASHREPORTER_DISABLE: '1',
        MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const driver = new Driver(new WebSocket(`${await addressOf(browser)}/session`))
  await driver.say('session.new', { capabilities: {} })
  const { contexts } = v.parse(Tree, await driver.say('browsingContext.getTree', {}))
  const { context } = contexts[0]

  const ask = async (expression: string, within?: number): Promise<unknown> => {
    const evaluation = {
      expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    }
    const answer = await driver.say('script.evaluate', evaluation, within)
    const evaluated = v.safeParse(Evaluated, answer)
    if (!evaluated.success) throw new Error(`${expression}: ${JSON.stringify(answer)}`)
    return JSON.parse(evaluated.output.result.value)
  }
  return {
    ask,
    async open(url) {
      await driver.say('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async until(expression) {
      const deadline = Date.now() + 30_000
      // What was asked of a page that is left meanwhile is never answered.
      while ((await ask(expression, 10_000).catch(() => false)) !== true) {
        if (Date.now() > deadline) {
          throw new Error(`never true: ${expression}\n${await ask('document.body.innerText')}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async close() {
      const ended = once(browser, 'exit')
      browser.kill('SIGKILL')
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Where the browser says that it can be driven. */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`Firefox did not start:\n${said}`)), 60_000)
    browser.stderr?.on('data', (chunk) => {
      said += chunk
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? []
      if (!address) return
      clearTimeout(late)
      resolve(address)
    })
  })
}

/** Commands and their answers, told apart by number. */
class Driver {
  readonly #socket: WebSocket
  readonly #opened: Promise<unknown>
  readonly #waiting = new Map<number, (reply: v.InferOutput<typeof Reply>) => void>()
  #count = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
    this.#opened = once(socket, 'open')
    socket.on('message', (data) => {
      const reply = v.safeParse(Reply, JSON.parse(String(data)))
      if (reply.success) this.#waiting.get(reply.output.id)?.(reply.output)
    })
  }

  /** @throws Error when it is not answered within so many milliseconds */
  async say(method: string, params: object, within = 60_000): Promise<unknown> {
    await this.#opened
    const id = ++this.#count
    const answered = new Promise<v.InferOutput<typeof Reply>>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method}: no answer in ${within} ms`)), within)
      this.#waiting.set(id, (reply) => {
        clearTimeout(late)
        resolve(reply)
      })
    })
    this.#socket.send(JSON.stringify({ id, method, params }))
    const reply = await answered.finally(() => this.#waiting.delete(id))
    if (reply.type === 'error') throw new Error(`${method}: ${JSON.stringify(reply)}`)
    return reply.result
  }
}
