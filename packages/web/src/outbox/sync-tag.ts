/** The Background Sync tag of the outbox: pages register it, the service worker drains on it. */
export const SYNC_TAG = 'vigie-outbox'
