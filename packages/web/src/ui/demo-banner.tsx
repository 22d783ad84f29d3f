import { Trans, useLingui } from '@lingui/react/macro'
import { FlaskConical } from 'lucide-react'
import styles from './demo-banner.module.css'
import { Icon } from './icon.tsx'

/** Says on every screen that nothing here is real. */
export function DemoBanner() {
  const { t } = useLingui()
  return (
    <aside className={styles.banner} aria-label={t`Démonstration`}>
      <Icon of={FlaskConical} size="small" />
      <p>
        <Trans>
          <strong>Démonstration :</strong> tout est inventé, personne n’est prévenu.
        </Trans>
      </p>
    </aside>
  )
}
