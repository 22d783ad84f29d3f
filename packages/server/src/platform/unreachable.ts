import { ConfigError } from './config.ts'

/** What a client of PostgreSQL reports when it gets no connection at all, or not to this database. */
const NO_CONNECTION = /^(ECONN|ENOTFOUND|EHOST|ETIMEDOUT|28|3D000|57P03)/

/** One line about a database that cannot be reached, or null when the error says something else. */
export function unreachable(databaseUrl: string, error: unknown): ConfigError | null {
  const { code, message } = error as { code?: string; message?: string }
  if (!code || !NO_CONNECTION.test(code)) return null
  const { host, pathname } = new URL(databaseUrl)
  return new ConfigError(
    `The database ${pathname.slice(1)} at ${host} cannot be reached (${message || code}): check DATABASE_URL, or unset it.`,
  )
}
