import { Trans } from '@lingui/react/macro'
import { Settings2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { ConnectionNote } from '../feed/connection-note.tsx'

/** Whether the board is live, and the way to its settings. */
export function BoardTools({ onSettings }: { onSettings: () => void }) {
  return (
    <>
      <ConnectionNote />
      <Button tone="quiet" icon={Settings2} onClick={onSettings}>
        <Trans>Réglages</Trans>
      </Button>
    </>
  )
}
