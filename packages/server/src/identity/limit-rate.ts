import { type LimitedAction, RATE_LIMITS } from '@vigie/schema'
import type { App } from '../platform/app.ts'
import { takeTurn } from '../platform/rate-limit.ts'

/**
 * Takes a turn at `action` for an account and for the network it comes from.
 * @param account a person's id or a blind index; null where nobody is known yet
 * @param network a keyed hash
 * @throws CodedError RATE_LIMITED with `retryAfter` in seconds
 */
export function limitRate(
  app: App,
  action: LimitedAction,
  account: string | null,
  network: string,
): Promise<void> {
  const rates = RATE_LIMITS[action]
  return takeTurn(app, [
    ...(account ? [{ key: `${action} account ${account}`, rate: rates.account }] : []),
    { key: `${action} network ${network}`, rate: rates.network },
  ])
}
