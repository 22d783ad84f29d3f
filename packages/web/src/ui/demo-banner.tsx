import { Trans, useLingui } from '@lingui/react/macro'
import { FlaskConical } from 'lucide-react'
import styles from './demo-banner.module.css'
import { Icon } from './icon.tsx'

/** Whether this is a demo; the server writes it into the page, so that it is known before the first paint. */
export const isDemo = () => document.documentElement.dataset.demo !== undefined

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
