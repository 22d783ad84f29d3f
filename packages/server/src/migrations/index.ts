import { FirstPath } from './20261122-first-path.ts'
import { DeliveryByDevice } from './20261123-delivery-by-device.ts'
import { RateLimits } from './20261123-rate-limits.ts'
import { RowSecurity } from './20261123-row-security.ts'

/** Every migration, oldest first. A migration that has landed is never changed. */
export const migrations = [
  { name: '20261122-first-path', class: FirstPath },
  { name: '20261123-rate-limits', class: RateLimits },
  { name: '20261123-row-security', class: RowSecurity },
  { name: '20261123-delivery-by-device', class: DeliveryByDevice },
]
