import { signedInAs, signedOut } from './owner.ts'
import { wipeOutbox } from './wipe-outbox.ts'

/**
 * Signs `owner` out of this phone: first nothing more is sent, then the session ends, and only then anything is
 * deleted. When the session could not be ended, all is as before.
 * Errors: whatever `endSession` throws, and `OutboxError` of storage.
 */
export async function leavePhone(
  owner: string | null,
  { keepUnsent }: { keepUnsent: boolean },
  endSession: () => Promise<void>,
): Promise<void> {
  if (!owner) return endSession()
  await signedOut()
  try {
    await endSession()
  } catch (error) {
    await signedInAs(owner)
    throw error
  }
  await wipeOutbox(owner, { keepUnsent })
}
