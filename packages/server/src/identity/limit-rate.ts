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

/** Takes one of a request's turns at an action. */
export type TakeTurn = (action: LimitedAction) => Promise<void>

/**
 * The turns of one request, which may be executed twice: what the first execution paid, or was refused, the second
 * does not pay again.
 * @param account a person's id; null for a stranger
 * @param network a keyed hash, asked for when a turn is taken
 */
export function turnsOf(
  app: App,
  account: string | null,
  network: () => string,
): { first: TakeTurn; again: TakeTurn } {
  const paid = new Map<LimitedAction, Promise<void>>()
  const pay: TakeTurn = (action) => limitRate(app, action, account, network())
  return {
    first(action) {
      const turn = pay(action)
      paid.set(action, turn)
      return turn
    },
    again(action) {
      const turn = paid.get(action) ?? pay(action)
      paid.delete(action)
      return turn
    },
  }
}
