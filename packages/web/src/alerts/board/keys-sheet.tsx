import { useLingui } from '@lingui/react/macro'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './board.module.css'

/** What the keys do, behind `?`. */
export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const keys = [
    ['j', t`Alerte suivante`],
    ['k', t`Alerte précédente`],
    [t`Entrée`, t`Ouvrir l’alerte choisie`],
    [t`Échap`, t`Fermer l’alerte`],
    ['/', t`Chercher des mots`],
    ['?', t`Montrer cette aide`],
  ] as const
  return (
    <Sheet open={open} onClose={onClose} title={t`Raccourcis du clavier`}>
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
    </Sheet>
  )
}
