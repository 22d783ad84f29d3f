import { useLingui } from '@lingui/react/macro'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { CATEGORIES } from '../../ui/category.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SEVERITY_WORDS } from '../../ui/severity-mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { whenWords } from '../../ui/when-words.ts'
import styles from './alert-pin.module.css'
import { PinShape } from './pin-shape.tsx'

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
  const { word, icon } = CATEGORIES[first.category]
  const category = t(word)
  const severity = t(SEVERITY_WORDS[first.cap.severity])
  const where = first.place ?? first.neighbourhood.name
  const when = whenWords(new Date(first.reportedAt), new Date(now), i18n.locale)
  const one = `${category}, ${severity}, ${where}, ${when}`
  const count = alerts.length
  const label = count === 1 ? one : t`${count} alertes ici. La plus grave : ${one}`
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
      <PinShape severity={first.cap.severity} className={styles.shape} />
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
