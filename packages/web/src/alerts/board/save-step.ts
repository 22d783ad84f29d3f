import { v7 as newId } from 'uuid'
import { saveToOutbox } from '../../outbox/save-to-outbox.ts'
import type { Step } from './steps.ts'

/** Saves one step of handling, with a note to the reporter or none; it leaves when there is a network. */
export async function saveStep(alertId: string, step: Step, note: string): Promise<void> {
  const input = { id: newId(), alertId, note: note.trim() || null }
  await saveToOutbox(
    step === 'RESOLVED'
      ? { kind: 'resolveAlert', input }
      : { kind: 'acknowledgeAlert', input: { ...input, onTheWay: step === 'ON_THE_WAY' } },
  )
}
