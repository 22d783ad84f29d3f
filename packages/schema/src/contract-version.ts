/**
 * Version of the protocol between phone and server, sent as the header `x-vigie-contract`.
 * Raised only by a change that an old app cannot live with. See docs/OUTBOX.md.
 */
export const OUTBOX_CONTRACT_VERSION = 1

/** The oldest contract that this server still takes. */
export const OUTBOX_CONTRACT_MIN = 1
