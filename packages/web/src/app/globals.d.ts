/** First characters of the contract's SHA-256; a snapshot of another contract is not restored. */
declare const __SCHEMA_HASH__: string

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
