/**
 * Milliseconds for which a start waits for the server: a network that swallows every packet gives no error, and
 * whoever opens the app must not wait for one.
 */
export const PATIENCE_MS = 8_000
