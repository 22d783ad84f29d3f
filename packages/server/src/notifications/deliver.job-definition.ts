import * as v from 'valibot'
import { defineJob } from '../platform/queue.ts'

const data = v.object({ townId: v.string(), deliveryIds: v.array(v.string()) })

/** Ends the rows that could not be sent: a row never stays open. */
export const deliveryGivenUpJob = defineJob({ name: 'delivery-given-up', data, retries: 100 })

/** Enough to outlast a message's life of six hours, with five minutes between the later tries. */
const RETRIES = 90

/** Sends what a handful of ledger rows stand for. */
export const deliverJob = defineJob({ name: 'deliver', data, retries: RETRIES, givenUp: deliveryGivenUpJob })
