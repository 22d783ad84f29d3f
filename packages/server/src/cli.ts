import { enableCompileCache } from 'node:module'
import { COMPILE_CACHE } from './compile-cache.ts'

/** `pnpm vigie …`. The cache must be there before the code is read that it is for. */
enableCompileCache(COMPILE_CACHE)
await import('./vigie-command.ts')
