/**
 * The outbox's door for what every start needs; `save-to-outbox.ts` is the door for what a person adds.
 * Free of React; see `use-outbox.ts` for screens.
 */
export { isUnsent, type OutboxEntry } from './outbox-entry.ts'
export { rememberedAs, signedInAs } from './owner.ts'
export { unsentOnThisPhone } from './read-outbox.ts'
export { startSender, wakeSender } from './wake-sender.ts'
