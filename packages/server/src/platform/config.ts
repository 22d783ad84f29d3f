import { isIP } from 'node:net'
import { resolve } from 'node:path'
import * as v from 'valibot'

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number between 0 and 65535, e.g. 4000'),
  v.transform(Number),
  v.maxValue(65535, 'must be a port number between 0 and 65535, e.g. 4000'),
)

const postgresUrl = v.pipe(
  v.string(),
  v.regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/database'),
)

const list = v.pipe(
  v.string(),
  v.transform((it) =>
    it
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
)

const flag = v.pipe(
  v.picklist(['true', 'false', '1', '0'], 'must be true or false'),
  v.transform((it) => it === 'true' || it === '1'),
)

/** Without TLS anybody on the way reads the session's cookie, and browsers run no service worker. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}

/** An address, a network in CIDR notation, or a name that Fastify knows for some. */
function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', ...more] = text.split('/')
  const bits = isIP(address) === 4 ? 32 : 128
  const named = /^(loopback|linklocal|uniquelocal)$/.test(text)
  return (
    named || (isIP(address) > 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits && more.length === 0)
  )
}

/** Hosts of the push services of Chrome, Firefox, Edge and Safari; `*.` stands for any subdomain. */
const KNOWN_PUSH_SERVICES =
  'fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com,*.push.apple.com'

const Environment = v.object({
  PORT: v.optional(port, '4000'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  DATABASE_URL: v.optional(postgresUrl),
  DATA_DIR: v.optional(v.string(), '.vigie'),
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.url('must be an address such as https://vigie.example.fr'),
      v.check(isSafeAddress, 'must begin with https: (only this machine itself is reached by http:)'),
    ),
  ),
  TRUST_PROXY: v.optional(
    v.pipe(
      list,
      v.everyItem(isNetwork, 'must be addresses or networks such as 10.0.0.0/8, or loopback, uniquelocal'),
    ),
    '',
  ),
  RATE_LIMIT_FACTOR: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+(\.\d+)?$/, 'must be a number such as 1, or 0 for no limits'),
      v.transform(Number),
    ),
    '1',
  ),
  DEMO: v.optional(flag, 'true'),
  INTROSPECTION: v.optional(flag),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    ),
    'info',
  ),
  PUSH_SERVICES: v.optional(list, KNOWN_PUSH_SERVICES),
  VAPID_SUBJECT: v.optional(
    v.pipe(v.string(), v.regex(/^(mailto:|https:)/, 'must begin with mailto: or https:')),
    'mailto:vigie@localhost.invalid',
  ),
})

/** Everything that can be set from outside, parsed once. Names and meanings are in the README. */
export interface Config {
  port: number
  host: string
  databaseUrl: string | null
  dataDir: string
  publicUrl: string
  /** False when the address was guessed from the port: then any name of this machine will do. */
  publicUrlGiven: boolean
  /** Addresses and networks of the proxies whose X-Forwarded-For is believed. */
  trustProxy: string[]
  /** Multiplies every rate limit; 0 switches them off. */
  rateLimitFactor: number
  demo: boolean
  /** Whether strangers may read the schema and are helped with « Did you mean »; by default only in the demo. */
  introspection: boolean
  logLevel: string
  /** Host patterns that a push endpoint may have; an exact `host:port` also admits a private address. */
  pushServices: string[]
  vapidSubject: string
}

/** Thrown when a variable is wrong; the message is one line that names it and says what to do. */
export class ConfigError extends Error {}

/**
 * Reads the configuration from the environment.
 * @throws ConfigError naming the first variable that is wrong
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = v.safeParse(Environment, dropEmpty(env))
  if (!parsed.success) {
    const [issue] = parsed.issues
    const given = String(issue.input).replace(/\/\/[^@/]*@/, '//…@')
    throw new ConfigError(`${v.getDotPath(issue)} ${issue.message} (it is "${given}")`)
  }
  const it = parsed.output
  return {
    port: it.PORT,
    host: it.HOST,
    databaseUrl: it.DATABASE_URL ?? null,
    dataDir: resolve(it.DATA_DIR),
    publicUrl: (it.PUBLIC_URL ?? `http://localhost:${it.PORT}`).replace(/\/$/, ''),
    publicUrlGiven: it.PUBLIC_URL !== undefined,
    trustProxy: it.TRUST_PROXY,
    rateLimitFactor: it.RATE_LIMIT_FACTOR,
    demo: it.DEMO,
    introspection: it.INTROSPECTION ?? it.DEMO,
    logLevel: it.LOG_LEVEL,
    pushServices: it.PUSH_SERVICES,
    vapidSubject: it.VAPID_SUBJECT,
  }
}

function dropEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
