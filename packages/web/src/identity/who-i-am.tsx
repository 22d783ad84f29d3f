import { Trans, useLingui } from '@lingui/react/macro'
import { useViewer } from '../app/session.tsx'
import { Card } from '../ui/card.tsx'
import { RoleBadge } from '../ui/role-badge.tsx'
import styles from './me.module.css'
import { ROLE_WORDS } from './role-words.ts'

/** Name, role and neighbourhood, as the others see them. */
export function WhoIAm() {
  const { t } = useLingui()
  const viewer = useViewer()
  if (!viewer) return null
  const { name, role, neighbourhood, town } = viewer
  return (
    <Card className={styles.who}>
      <span className={styles.initials} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p>{t(ROLE_WORDS[role])}</p>
        <p>{neighbourhood ? `${neighbourhood.name}, ${town.name}` : town.name}</p>
        <RoleBadge role={role} />
        <p className={styles.quiet}>
          <Trans>Vos voisins voient votre nom et votre rôle à côté de ce que vous écrivez.</Trans>
        </p>
      </div>
    </Card>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('')
}
