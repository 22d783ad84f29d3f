import { Trans } from '@lingui/react/macro'
import type { PersonNameFragment } from '../gen/graphql.ts'
import { RoleBadge } from '../ui/role-badge.tsx'
import styles from './author-name.module.css'

/** A name, and in words what that person is in the town. Nobody is anonymous. */
export function AuthorName({ person }: { person: PersonNameFragment }) {
  const { name, role } = person
  if (role !== 'RESIDENT') {
    return (
      <>
        <span className={styles.name}>{name}</span> <RoleBadge role={role} />
      </>
    )
  }
  return (
    <span className={styles.quiet}>
      <Trans>
        <span className={styles.name}>{name}</span>, du voisinage
      </Trans>
    </span>
  )
}
