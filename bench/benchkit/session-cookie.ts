import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE_FOLDER } from './seeded-database.ts'
import { tokenOf } from './town.seed.ts'

/** The cookie that sign-in would have set for a seeded resident, signed with this installation's secret. */
export function cookieOf(resident: number): string {
  const cookie = cookies.get(resident) ?? sign(resident)
  cookies.set(resident, cookie)
  return cookie
}

/** Signing is no part of what is measured. */
const cookies = new Map<number, string>()

function sign(resident: number): string {
  const { session } = JSON.parse(readFileSync(join(CACHE_FOLDER, 'secrets.json'), 'utf8'))
  const token = tokenOf(resident)
  const signature = createHmac('sha256', session).update(token).digest('base64')
  return `vigie.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
