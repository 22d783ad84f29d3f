import { readLast } from './kept-store.ts'

/**
 * What this device had kept when the page began. index.html runs it before all other code: the storage answers while
 * the libraries are being evaluated, which takes a slow phone longer. Undefined when it cannot be read.
 */
export const keptAtStart: Promise<unknown> = readLast().catch(() => undefined)
