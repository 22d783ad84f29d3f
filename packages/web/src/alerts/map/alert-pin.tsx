import { useLingui } from '@lingui/react/macro'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../../ui/use-now.ts'
import { whenWords } from '../../ui/when-words.ts'
import { SeverityShape } from '../severity-shape.tsx'
import { CATEGORY, SEVERITY } from '../words.ts'
import styles from './alert-pin.module.css'

interface AlertPinProps {
  /** Those that stand here, the gravest first. */
  alerts: readonly [AlertRowFragment, ...AlertRowFragment[]]
  selected: boolean
  onSelect: () => void
}

/** One alert on the map, or several that would cover each other: shape and icon say what, the label says all. */
export function AlertPin({ alerts, selected, onSelect }: AlertPinProps) {
  const { t, i18n } = useLingui()
  const now = useNow()
  const [first] = alerts
  const { word, icon } = CATEGORY[first.category]
  const category = t(word)
  const severity = t(SEVERITY[first.cap.severity])
  const where = first.place ?? first.neighbourhood.name
  const when = whenWords(new Date(first.reportedAt), new Date(now), i18n.locale)
  const one = `${category}, ${severity}, ${where}, ${when}`
  const count = alerts.length
  const label = count === 1 ? one : t`${count} alertes ici. La plus grave : ${one}`
  const settled = alerts.every((alert) => alert.status === 'RESOLVED')
  return (
    <button
      type="button"
      className={styles.pin}
      data-severity={first.cap.severity}
      data-settled={settled}
      aria-label={label}
      aria-pressed={selected}
      onClick={onSelect}
    >
      <SeverityShape severity={first.cap.severity} className={styles.shape} />
      <span className={styles.icon}>
        <Icon of={icon} size="small" />
      </span>
      {count > 1 && (
        <span className={styles.count} aria-hidden="true">
          {count}
        </span>
      )}
    </button>
  )
}
