import * as v from 'valibot'
import { defineJob } from '../platform/queue.ts'

/** Sends what a handful of ledger rows stand for. */
export const deliverJob = defineJob({
  name: 'deliver',
  data: v.object({ townId: v.string(), deliveryIds: v.array(v.string()) }),
  retries: 8,
})
