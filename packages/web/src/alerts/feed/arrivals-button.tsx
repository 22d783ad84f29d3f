import { Plural, useLingui } from '@lingui/react/macro'
import { ArrowUp } from 'lucide-react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { CATEGORIES } from '../../ui/category.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { headlineOf } from '../headline.ts'
import { compareGravestFirst, isSevere } from '../severity.ts'
import styles from './arrivals-button.module.css'

interface ArrivalsButtonProps {
  arrivals: readonly AlertRowFragment[]
  onReveal: () => void
}

/**
 * « 3 nouvelles alertes », with the gravest in a few words; pressing it puts them into the list. It floats over the
 * list's head and has its place there from the start: nothing moves when it appears.
 */
export function ArrivalsButton({ arrivals, onReveal }: ArrivalsButtonProps) {
  const { t } = useLingui()
  const first = arrivals.toSorted(compareGravestFirst)[0]
  return (
    <div className={styles.place}>
      {first && (
        <button type="button" className={styles.button} data-severe={isSevere(first)} onClick={onReveal}>
          <Icon of={ArrowUp} />
          <span className={styles.text}>
            <span className={styles.first}>
              <strong>
                <Plural value={arrivals.length} one="# nouvelle alerte" other="# nouvelles alertes" />
              </strong>
              {isSevere(first) && <SeverityMark severity={first.cap.severity} />}
            </span>
            <span className={styles.headline}>
              {t(CATEGORIES[first.category].word)} · {headlineOf(first.description)}
            </span>
          </span>
        </button>
      )}
    </div>
  )
}
