import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createLogger } from 'vite'
import { afterEach, expect, it } from 'vitest'
import { firstLoadBudget } from './first-load-budget.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Builds a small app whose start page is loaded lazily; gives what the build said. */
async function buildApp(limitKb: number): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'vigie-budget-'))
  folders.push(root)
  const noise = (length: number) => Array.from({ length }, () => Math.random().toString(36).slice(2)).join('')
  writeFileSync(join(root, 'index.html'), '<script type="module" src="/main.ts"></script>')
  writeFileSync(
    join(root, 'main.ts'),
    `console.log('${noise(200)}'); import('./start.page.ts'); import('./other.page.ts')`,
  )
  writeFileSync(join(root, 'start.page.ts'), `console.log('${noise(200)}')`)
  writeFileSync(join(root, 'other.page.ts'), `console.log('${noise(5000)}')`)
  const said: string[] = []
  const customLogger = createLogger('info')
  customLogger.info = customLogger.warn = customLogger.error = (message) => void said.push(message)
  const budget = firstLoadBudget({ limitKb, screen: 'start.page.ts', catalog: 'none.po' })
  await build({ root, configFile: false, customLogger, plugins: [budget], build: { write: false } })
  return said.find((message) => message.includes('first load')) ?? ''
}

it('counts what the page names and the start page, but no other page', async () => {
  const said = await buildApp(20)
  const [, all, named] = /gzip: ([\d.]+) kB JavaScript \(([\d.]+) kB by index.html\)/.exec(said) ?? []
  expect(Number(named)).toBeGreaterThan(1)
  expect(Number(all)).toBeGreaterThan(Number(named) + 1)
  expect(Number(all)).toBeLessThan(6)
})

it('fails the build above the limit', async () => {
  await expect(buildApp(2)).rejects.toThrow(/limit 2 kB/)
})
