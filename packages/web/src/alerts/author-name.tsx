import { Trans } from '@lingui/react/macro'
import type { PersonNameFragment } from '../gen/graphql.ts'
import { RoleBadge } from '../ui/role-badge.tsx'
import styles from './author-name.module.css'

/** A name, and in words what that person is in the town. Nobody is anonymous. */
export function AuthorName({ person }: { person: PersonNameFragment }) {
  return (
    <span className={styles.author}>
      <span className={styles.name}>{person.name}</span>
      {person.role === 'RESIDENT' ? (
        <span className={styles.quiet}>
          <Trans>du voisinage</Trans>
        </span>
      ) : (
        <RoleBadge role={person.role} />
      )}
    </span>
  )
}
