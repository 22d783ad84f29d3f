import { expect, it, vi } from 'vitest'
import { watchReplacement } from './watch-replacement.ts'

/** A tab's view of the service workers. */
function tab({ controlled }: { controlled: boolean }) {
  const events = new EventTarget()
  const worker = Object.assign(new EventTarget(), {
    scriptURL: '/service-worker.js',
    state: 'activated' as const,
    onstatechange: null,
    onerror: null,
    postMessage: () => {},
  })
  const container = {
    controller: controlled ? worker : null,
    addEventListener: events.addEventListener.bind(events),
  }
  const replaced = vi.fn()
  watchReplacement(container, replaced)
  return { replaced, change: () => events.dispatchEvent(new Event('controllerchange')) }
}

it('tells a tab that another one has started a newer app', () => {
  const { replaced, change } = tab({ controlled: true })
  expect(replaced).not.toHaveBeenCalled()
  change()
  expect(replaced).toHaveBeenCalledOnce()
})

it('says nothing on the first visit, whose first worker replaces none', () => {
  const { replaced, change } = tab({ controlled: false })
  change()
  expect(replaced).not.toHaveBeenCalled()
  change()
  expect(replaced).toHaveBeenCalledOnce()
})
