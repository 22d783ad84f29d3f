import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rounds } from '../testkit/form.ts'
import { PEOPLE, type Step, step } from '../testkit/history-steps.ts'
import { type Broken, ModelPhone } from '../testkit/model-phone.ts'
import { ModelServer } from '../testkit/model-server.ts'

/*
 * Two phones with two tabs each, three people who sign in on either, and whatever happens to phones: the real outbox
 * on a storage in memory, over real HTTP, against docs/OUTBOX.md as a server of one page.
 */

let server: ModelServer

beforeEach(async () => {
  server = await new ModelServer().start()
})
afterEach(() => server.stop())

/** What the screen has called saved, as somebody who reads over its owner's shoulder would note it. */
interface Saved {
  id: string
  author: string
  phone: ModelPhone
}

/** Runs one history, lets everything come to rest, and tells what is wrong then. */
async function live(steps: readonly Step[], broken: Broken = {}): Promise<string[]> {
  server.kept.length = 0
  const phones = [new ModelPhone('a', server, broken), new ModelPhone('b', server, broken)]
  const saved: Saved[] = []
  for (const [index, phone] of phones.entries()) {
    await phone.openTabs(2)
    await phone.signIn(PEOPLE[index] ?? '')
  }
  for (const it of steps) await take(it, phones[it.phone] as ModelPhone, saved)
  await rest(phones)
  return wrongs(phones, saved)
}

async function take(it: Step, phone: ModelPhone, saved: Saved[]): Promise<void> {
  switch (it.do) {
    case 'save': {
      const report = phone.aReport()
      await phone.run(() => phone.tab(it.tab).saveEntry(report))
      saved.push({ id: report.input.id, author: phone.person, phone })
      void phone.drain(it.tab)
      return
    }
    case 'edit':
      return edit(phone, it.tab, it.which, saved)
    case 'drain':
      return void phone.drain(it.tab)
    case 'wait':
      return new Promise((resolve) => setTimeout(resolve, it.milliseconds))
    case 'reload':
      return phone.reload(it.tab)
    case 'network':
      phone.online = it.online
      return
    case 'lie':
      phone.lies.push(it.lie)
      return
    case 'clock':
      phone.skewMs = it.hours * 3_600_000
      return
    case 'session':
      // The phone has not noticed: it ended, or somebody else's tab signed in.
      server.sessions.set(phone.name, it.person)
      return
    case 'sign in':
      return phone.signIn(it.person)
  }
}

/** Its author changes a report that the phone still lets be changed: the old one must then never be published. */
async function edit(phone: ModelPhone, tab: number, which: number, saved: Saved[]): Promise<void> {
  const outbox = phone.tab(tab)
  await phone.run(async () => {
    const { entries } = await outbox.readOutbox()
    const entry = entries[which % Math.max(1, entries.length)]
    if (!entry) return
    const turned = await outbox.editEntry(entry.id).then(
      () => true,
      () => false,
    )
    if (!turned) return
    saved.splice(
      saved.findIndex((it) => it.id === entry.id),
      1,
    )
    const draft = await outbox.readDraft()
    const report = phone.aReport(draft?.id)
    await outbox.saveEntry(report, [], { fromDraft: true })
    saved.push({ id: report.input.id, author: phone.person, phone })
  })
}

/** The network tells the truth, everybody comes by once more, and what waited goes. */
async function rest(phones: ModelPhone[]): Promise<void> {
  for (const phone of phones) {
    await phone.settled()
    phone.online = true
    phone.lies.length = 0
    for (const person of PEOPLE) {
      await phone.signIn(person)
      await Promise.all([phone.drain(0), phone.drain(1)])
    }
  }
}

async function wrongs(phones: ModelPhone[], saved: Saved[]): Promise<string[]> {
  const found: string[] = []
  const ids = server.kept.map((it) => it.id)
  for (const { id, author } of saved) {
    const times = ids.filter((it) => it === id).length
    if (times !== 1) found.push(`I1: ${author}'s saved report is there ${times} times`)
    if (server.kept.some((it) => it.id === id && it.author !== author)) found.push(`published as another's`)
  }
  const known = new Set(saved.map((it) => it.id))
  if (ids.some((id) => !known.has(id))) found.push('I1: what its author had taken back is there')
  for (const phone of phones) {
    for (const person of PEOPLE) {
      const written = saved.filter((it) => it.phone === phone && it.author === person).map((it) => it.id)
      const arrived = ids.filter((id) => written.includes(id))
      if (arrived.join() !== written.join())
        found.push(`I2: ${person}'s order on phone ${phone.name} is lost`)
      found.push(...(await disagreements(phone, person)))
    }
    if (phone.mostAtOnce > 1) found.push(`${phone.mostAtOnce} senders at once`)
  }
  return found
}

/** What this person's screen shows at the end, compared with the server. */
async function disagreements(phone: ModelPhone, person: string): Promise<string[]> {
  await phone.signIn(person)
  const { entries, pause } = await phone.run(() => phone.tab(1).readOutbox())
  const found = pause ? [`I5: paused for ${pause}`] : []
  for (const entry of entries) {
    const there = server.kept.find((it) => it.id === entry.id)
    if (entry.state !== 'done') found.push(`I5: left ${entry.state} (${entry.lastError?.code})`)
    else if (entry.acknowledgement?.receivedAt !== there?.at) found.push('I5: shows another time of arrival')
  }
  return found
}

const histories = fc.array(step, { minLength: 4, maxLength: 24, size: 'max' })

/** Of many histories, the first that ends badly; null when all end well. */
async function firstBad(numRuns: number, broken: Broken = {}): Promise<string[] | null> {
  let bad: string[] | null = null
  const property = fc.asyncProperty(histories, async (steps) => {
    const found = await live(steps, broken)
    if (found.length > 0) bad = found
    return found.length === 0
  })
  await fc.check(property, { numRuns, endOnFailure: true })
  return bad
}

describe('any history of offline, edit, reload, skew, two tabs and several people', () => {
  test('ends with every saved report there once, in its author’s order, and all agreeing', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        expect(await live(steps)).toEqual([])
      }),
      { numRuns: rounds(40, 1000), interruptAfterTimeLimit: 110_000 },
    )
  })

  test('doubles reports when the server does not know an id again (control)', async () => {
    server.forgetful = true
    expect(await firstBad(200)).toContainEqual(expect.stringMatching(/^I1: .* [2-9] times/))
  })

  test('loses reports when an entry is deleted before its acknowledgement (control)', async () => {
    const broken: Broken = { beforeReport: (outbox, id) => outbox.deleteEntry(id) }
    expect(await firstBad(200, broken)).toContainEqual(expect.stringMatching(/^I1: .* 0 times/))
  })

  test('has several senders at once when no lock stands between the tabs (control)', async () => {
    expect(await firstBad(200, { noLocks: true })).toContainEqual(expect.stringMatching(/senders at once/))
  })
})
