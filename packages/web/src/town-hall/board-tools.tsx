import { Trans, useLingui } from '@lingui/react/macro'
import { Bell, BellOff, Keyboard } from 'lucide-react'
import { useChime } from '../alerts/board/use-chime.ts'
import { ConnectionNote } from '../alerts/feed/connection-note.tsx'
import { Button } from '../ui/button.tsx'
import styles from './board.module.css'

/** Whether the board is live, its sound (off at first), and the keys. */
export function BoardTools({ onHelp }: { onHelp: () => void }) {
  const { t } = useLingui()
  const chime = useChime()
  return (
    <>
      <ConnectionNote />
      <Button tone="quiet" icon={chime.on ? Bell : BellOff} onClick={() => chime.turn(!chime.on)}>
        {chime.on ? t`Couper le son` : t`Activer le son`}
      </Button>
      <Button tone="quiet" icon={Keyboard} className={styles.deskOnly} onClick={onHelp}>
        <Trans>Raccourcis</Trans>
      </Button>
    </>
  )
}
