import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './board.module.css'
import { useChime } from './use-chime.ts'

interface BoardSettingsProps {
  open: boolean
  onClose: () => void
  /** What this board alone can set. */
  children?: ReactNode
}

/** How a board behaves on this device: its sound (off at first), and what the keys do. Also behind `?`. */
export function BoardSettings({ open, onClose, children }: BoardSettingsProps) {
  const { t } = useLingui()
  const chime = useChime()
  const keys = [
    ['j', t`Alerte suivante`],
    ['k', t`Alerte précédente`],
    [t`Entrée`, t`Ouvrir l’alerte choisie`],
    [t`Échap`, t`Fermer l’alerte`],
    ['/', t`Chercher des mots`],
    ['?', t`Montrer ces réglages`],
  ] as const
  return (
    <Sheet open={open} onClose={onClose} title={t`Réglages du tableau`}>
      <div className={styles.settings}>
        {children}
        <Checkbox
          label={t`Un son quand une alerte arrive`}
          detail={t`Deux sons quand quelqu’un est en danger.`}
          checked={chime.on}
          onChange={(event) => chime.turn(event.target.checked)}
        />
        <div className={styles.keyboard}>
          <h3>
            <Trans>Au clavier</Trans>
          </h3>
          <dl className={styles.keys}>
            {keys.map(([key, what]) => (
              <div key={key} className={styles.key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Sheet>
  )
}
