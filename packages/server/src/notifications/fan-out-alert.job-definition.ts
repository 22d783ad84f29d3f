import * as v from 'valibot'
import { defineJob } from '../platform/queue.ts'

/** Finds out who is told of an event, and opens their ledger rows. */
export const fanOutAlertJob = defineJob({
  name: 'fan-out-alert',
  data: v.object({ townId: v.string(), eventId: v.string() }),
  // Without its ledger rows nobody is told and nobody knows: it is tried for days, and each failure is logged.
  retries: 2_000,
})
