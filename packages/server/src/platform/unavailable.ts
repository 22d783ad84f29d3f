/**
 * The database is away, full, out of connections or busy beyond patience (classes 08, 53, 55P03, 57), or the disk is
 * full: nothing was kept, nobody who asked is to blame, and the same at once would meet the same.
 */
export const isAway = (error: unknown): boolean =>
  codesOf(error).some((code) => /^(08|53|55P03|57)/.test(code) || AWAY_CODES.includes(code)) ||
  (error instanceof Error && (AWAY_WORDS.test(error.message) || isAway(error.cause)))

/** It is away, or made somebody else win (class 40): nothing was kept, and trying again later is right. */
export const isUnavailable = (error: unknown): boolean =>
  isAway(error) || codesOf(error).some((code) => code.startsWith('40'))

const AWAY_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOSPC', 'EDQUOT', 'EMFILE']

/** What node-postgres says without a code, of a connection that ended or that nobody gave back in time. */
const AWAY_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when)/

/** The codes of an error and of what caused it: libraries wrap what the database said. */
export function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { code } = error as NodeJS.ErrnoException
  return [String(code ?? ''), ...codesOf(error.cause)]
}
