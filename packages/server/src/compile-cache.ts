import { fileURLToPath } from 'node:url'

/**
 * Where Node keeps our code as it compiled it, so that the next process reads it in half the time: beside the code,
 * for whoever may write there may change the code anyway. Where we may not write, nothing is kept.
 */
export const COMPILE_CACHE = fileURLToPath(new URL('./.compile-cache', import.meta.url))
