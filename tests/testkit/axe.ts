import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe: { run(context: Document, options: { resultTypes: ['violations'] }): Promise<AxeResults> }
  }
}

/** What axe-core finds on the screen as it is now, and whether it is wider than the window. */
export async function faultsOnScreen(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's policy lets nobody add one.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
    const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return excess > 0 ? [...found, `${excess} px wider than the window`] : found
  })
}
