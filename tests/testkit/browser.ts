import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { PATIENCE_MS } from './form.ts'

/** A Chromium for the tests, and whether it can show notifications. */
export interface TestBrowser {
  browser: Browser
  /** False for the headless shell from npm, which always denies them. */
  showsNotifications: boolean
}

/**
 * What Chromium does for people at a desk and no test has a use for: its address bar's suggestions are web pages, two
 * per window, which take half of the processor's time. The last list of features that Chromium is given is the only
 * one, so what Playwright turns off for its own sake stands here too.
 */
const NOT_NEEDED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'SpareRendererForSitePerProcess',
  'ThirdPartyStoragePartitioning',
]

/** Flags without which Chromium asks the network for things that tests have no use for. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Machines of CI are slow; a page in the background must not be throttled on top of it.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  `--disable-features=${NOT_NEEDED}`,
]

/**
 * The shell draws maps by its own software. Of the flags that come with its package none is taken: they put all of
 * it into one process, which a tab that crashes would end, and let pages read across origins.
 */
const SHELL = ['--headless', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** Pages live for seconds in tests: code that the background makes fast is thrown away with them. */
const SHORT_LIVES = '--js-flags=--no-opt --no-maglev --no-sparkplug'

/** Which Chromium there is, how it is started, and whether it can show notifications. */
export async function chromiumCommand(): Promise<{
  path: string
  args: string[]
  showsNotifications: boolean
}> {
  const installed = findInstalled()
  // The new headless mode is the real browser; Playwright's default flag asks for the old one.
  if (installed) return { path: installed, args: [...QUIET, '--headless=new'], showsNotifications: true }
  const { default: packaged } = await import('@sparticuz/chromium')
  return {
    path: await packaged.executablePath(),
    args: [...QUIET, ...SHELL],
    showsNotifications: false,
  }
}

/** Starts an installed Chromium or Chrome, else the one from npm, for tests that ask what happens, not how fast. */
export async function launchBrowser(): Promise<TestBrowser> {
  const { path, args, showsNotifications } = await chromiumCommand()
  const browser = await chromium.launch({
    executablePath: path,
    args: [...args, SHORT_LIVES],
    ...(showsNotifications && { ignoreDefaultArgs: ['--headless'] }),
  })
  return { browser, showsNotifications }
}

function findInstalled(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return candidates.find((path) => existsSync(path)) ?? null
}

export interface Device {
  /** Where its product is. */
  url: string
  context: BrowserContext
  page: Page
  /** Ends the tab without asking it, and opens a new one at the same address. */
  killTab(): Promise<void>
  /** Leaves a picture of the screen in `test-results/`, for whoever reads a failure. */
  keepScreenshot(name: string): Promise<void>
  /** What went wrong in the page: exceptions and errors on the console. */
  complaints: string[]
}

export interface DeviceOptions {
  url: string
  locale: 'fr-FR' | 'en-GB'
  viewport: { width: number; height: number }
  dark?: boolean
}

/** One person's device: its own cookies, storage and service worker. */
export async function openDevice({ browser }: TestBrowser, options: DeviceOptions): Promise<Device> {
  const context = await browser.newContext({
    baseURL: options.url,
    locale: options.locale,
    viewport: options.viewport,
    colorScheme: options.dark ? 'dark' : 'light',
    hasTouch: options.viewport.width < 600,
    permissions: ['notifications'],
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      const expected = /ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket connection/.test(
        message.text(),
      )
      if (message.type() === 'error' && !expected) complaints.push(message.text())
    })
    return page
  }
  const device: Device = {
    url: options.url,
    context,
    page: watch(await context.newPage()),
    complaints,
    async keepScreenshot(name) {
      const path = join(import.meta.dirname, '../../test-results', `${name}.png`)
      await device.page.screenshot({ path, fullPage: true }).catch(() => undefined)
    },
    async killTab() {
      const address = device.page.url()
      const crashed = device.page.waitForEvent('crash')
      const session = await context.newCDPSession(device.page)
      // A tab that has crashed answers nothing any more.
      session.send('Page.crash').catch(() => undefined)
      await crashed
      await device.page.close()
      device.page = watch(await context.newPage())
      await device.page.goto(address)
    },
  }
  return device
}
