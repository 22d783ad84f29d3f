/** By which a page tells the service worker that there is time to fetch what the map needs. */
export const KEEP_MAP = 'KEEP_MAP'
