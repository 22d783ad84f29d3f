import { Trans } from '@lingui/react/macro'
import { FlaskConical } from 'lucide-react'
import styles from './demo-banner.module.css'
import { Icon } from './icon.tsx'

/** Says on every screen that nothing here is real. */
export function DemoBanner() {
  return (
    <p className={styles.banner}>
      <Icon of={FlaskConical} size="small" />
      <span>
        <Trans>
          <strong>Démonstration :</strong> tout est inventé, personne n’est prévenu.
        </Trans>
      </span>
    </p>
  )
}
