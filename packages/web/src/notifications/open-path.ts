/** What the service worker asks of a page when a notification was clicked; the page answers on the message's port. */
export interface OpenPath {
  type: 'vigie-open'
  path: string
}

/** Recognises the request among whatever else a page may be told. */
export function isOpenPath(data: unknown): data is OpenPath {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'vigie-open' &&
    'path' in data &&
    typeof data.path === 'string'
  )
}
