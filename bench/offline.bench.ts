import { aPhoto } from '../tests/testkit/pictures.ts'
import { type BenchOptions, median, type Result, ratioOf } from './benchkit/bench.ts'
import { type BarePage, serveBarePage } from './offline/bare-page.ts'
import { type DemoTown, startDemoTown } from './offline/demo-town.ts'
import { momentOf, noteSaving, noteSending, withoutBackgroundSync } from './offline/moments.ts'
import { coldStart, controlled, install, newPhone, type Phone } from './offline/phone.ts'
import { postBare, reportOffline, writeBare } from './offline/report.ts'

export const name = 'offline'
export const description = 'a phone without a network: saving a report, opening the app, sending what waited'

const REPORTS = 10
const WITH_PHOTO = 3
const SAVED = 'tap to disk, ms'
const SAVED_WITH_PHOTO = 'with a photo, ms'
const START = 'start, ms'
const SLOW_START = 'start at CPU × 6, ms'
const SENT = `${REPORTS} sent, ms`

type Figures = Record<string, number[]>

export async function run({ runs }: BenchOptions): Promise<Result> {
  await using left = new AsyncDisposableStack()
  const town = await startDemoTown()
  left.defer(town.stop)
  const phone = newPhone()
  left.defer(phone.throwAway)
  const page = await prepare(phone, town)
  left.defer(page.stop)
  const vigie: Figures = {}
  const bare: Figures = {}
  // The first run warms up: the browser compiles what it has seen before.
  for (let run = 0; run <= runs; run += 1) {
    const starts = await measureStarts(phone, town, page)
    const work = await measureWork(phone, town)
    if (run === 0) continue
    collect(vigie, { ...starts.vigie, ...work.vigie })
    collect(bare, { ...starts.bare, ...work.bare })
  }
  return conclude(vigie, bare, page)
}

/** Installs the app, and beside it the page that shows the same. */
async function prepare(phone: Phone, town: DemoTown): Promise<BarePage> {
  const browser = await phone.open('on')
  await install(browser.page, town.url)
  const page = await serveBarePage(browser.page)
  await browser.page.goto(page.url)
  await controlled(browser.page)
  await browser.close()
  return page
}

/** Each in a browser that has just been started, without a network. */
async function measureStarts(phone: Phone, town: DemoTown, page: BarePage) {
  return {
    vigie: {
      [START]: await coldStart(phone, town.url, 1),
      [SLOW_START]: await coldStart(phone, town.url, 6),
    },
    bare: { [START]: await coldStart(phone, page.url, 1), [SLOW_START]: await coldStart(phone, page.url, 6) },
  }
}

/** Ten reports without a network, then with one; and some with a photo. */
async function measureWork(phone: Phone, { url }: DemoTown) {
  const { page, context, close } = await phone.open('off')
  await noteSaving(page)
  await withoutBackgroundSync(page)
  const saved: number[] = []
  const written: number[] = []
  for (let report = 0; report < REPORTS; report += 1) {
    saved.push(await reportOffline(page, url))
    written.push(await writeBare(page))
  }
  const sent = await sendWaiting(REPORTS)
  const posted = await postBare(page, REPORTS)

  await context.setOffline(true)
  const photo = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(2000, 1500) }
  const savedWithPhoto: number[] = []
  const writtenWithPhoto: number[] = []
  for (let report = 0; report < WITH_PHOTO; report += 1) {
    savedWithPhoto.push(await reportOffline(page, url, photo))
    writtenWithPhoto.push(await writeBare(page))
  }
  await sendWaiting(WITH_PHOTO)
  await close()
  return {
    vigie: { [SAVED]: median(saved), [SAVED_WITH_PHOTO]: median(savedWithPhoto), [SENT]: sent },
    bare: { [SAVED]: median(written), [SAVED_WITH_PHOTO]: median(writtenWithPhoto), [SENT]: posted },
  }

  /** Gives the phone its network back; the time until the server has answered for everything that waited. */
  async function sendWaiting(expected: number): Promise<number> {
    const waiting = await noteSending(page)
    if (waiting !== expected) throw new Error(`${waiting} reports wait, and ${expected} were saved`)
    await context.setOffline(false)
    return (await momentOf(page, 'all-done')) - (await momentOf(page, 'online'))
  }
}

function collect(figures: Figures, of: Record<string, number>): void {
  for (const [key, value] of Object.entries(of)) figures[key] = [...(figures[key] ?? []), value]
}

function conclude(vigie: Figures, bare: Figures, page: BarePage): Result {
  const ratio = (name: string, figure: string) => ratioOf(name, vigie[figure] ?? [], bare[figure] ?? [])
  const aim = (name: string, figure: string, atMost: number) => ({
    name,
    value: median(vigie[figure] ?? []),
    unit: 'ms',
    atMost,
  })
  return {
    subjects: [
      { name: 'Vigie', figures: vigie },
      { name: 'bare', figures: bare },
    ],
    ratios: [
      ratio('tap to disk / one strict transaction with the same bytes', SAVED),
      ratio('the same with a photo', SAVED_WITH_PHOTO),
      ratio('start / the same screen as a kept HTML file', START),
      ratio('the same at CPU × 6', SLOW_START),
      ratio(`${REPORTS} sent / ${REPORTS} bare requests in turn`, SENT),
    ],
    aims: [
      aim('tap to disk', SAVED, 50),
      aim('tap to disk with a photo', SAVED_WITH_PHOTO, 50),
      aim('start without a network', START, 250),
      aim('start without a network at CPU × 6', SLOW_START, 700),
      aim('network back to ten reports accepted', SENT, 1000),
    ],
    notes: [
      'All times are the page’s own clock: from the tap’s event to the strict transaction’s `complete`; from the beginning of the navigation to the frame with the first article; from `online` to the last entry written down as done.',
      'Each start is the first page of a browser process started for it. The slow-down of Chromium reaches the page’s main thread, not its service worker or its other threads.',
      `The kept HTML file: ${Math.round(page.kilobytes)} kB with its styles, without pictures, by a service worker of three lines.`,
    ],
  }
}
