/**
 * Milliseconds for which the app waits for the server before it goes on without: a network that swallows every packet
 * gives no error, and whoever opens the app must not wait for one.
 */
export const PATIENCE_MS = 8_000
