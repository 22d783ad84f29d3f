import type { Sealer } from '../platform/sealing.ts'

/**
 * The form in which better-auth stores an e-mail: a blind index that still looks like an address.
 * `.invalid` can never be delivered to (RFC 2606).
 */
export function blindAddress(sealer: Sealer, email: string): string {
  return `${sealer.blindIndex(email.trim().toLowerCase())}@sealed.invalid`
}
