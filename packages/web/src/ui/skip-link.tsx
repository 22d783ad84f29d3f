import { Trans } from '@lingui/react/macro'
import styles from './skip-link.module.css'

/** The first stop of the keyboard: past the navigation, to the content with the id `content`. */
export function SkipLink() {
  return (
    <a href="#content" className={styles.skip}>
      <Trans>Aller au contenu</Trans>
    </a>
  )
}
