import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** More presses than any screen has stops. */
const STOPS_MAX = 80

/** Presses Tab until this has the focus, and sees at every stop that the focus can be seen. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor({ state: 'attached' })
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab')
    expect(await focusIsVisible(page), await focused(page)).toBe(true)
    if (await goal.evaluate((it) => it === document.activeElement)) return
  }
  throw new Error(`${goal} cannot be reached with Tab`)
}

/** Whether a person sees where the focus is: an outline around it, or around the card that stands for it. */
export const focusIsVisible = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return true
    const places = [at, at.closest('label'), at.nextElementSibling].filter((it) => it !== null)
    return places.some((it) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(it)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
  })

const focused = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? '')

/** Gives the screen text of this size, and names what then sticks out of it or is cut off. */
export const lostWith = (page: Page, textSize: string): Promise<string[]> =>
  page.evaluate(async (size) => {
    document.documentElement.style.fontSize = size
    // What measures itself has done so by the second frame.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    const width = document.documentElement.clientWidth
    const excess = document.documentElement.scrollWidth - width
    const lost = excess > 0 ? [`${excess} px wider than the window`] : []
    for (const control of document.querySelectorAll('button, a[href], input, select, textarea, h1, h2')) {
      const { left, right, width: own } = control.getBoundingClientRect()
      const inMap = control.closest('.maplibregl-map, [class*="visuallyHidden"], [class*="skip"]')
      if (own > 1 && !inMap && (left < -1 || right > width + 1)) lost.push(control.outerHTML.slice(0, 140))
      const cut =
        control.scrollWidth > control.clientWidth + 1 && getComputedStyle(control).overflowX === 'hidden'
      if (own > 1 && cut) lost.push(`cut off: ${control.outerHTML.slice(0, 140)}`)
    }
    return lost
  }, textSize)
