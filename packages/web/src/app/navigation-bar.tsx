import { useLingui } from '@lingui/react'
import { Plural, useLingui as useMacro } from '@lingui/react/macro'
import { CloudAlert } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useUnsentCount } from '../outbox/use-outbox.ts'
import { Icon } from '../ui/icon.tsx'
import { type Destination, destinations, isCurrent } from './navigation.ts'
import styles from './navigation-bar.module.css'
import type { Viewer } from './session.tsx'

/** The way through the app: a bottom bar on a phone, a rail on a desk. What is not sent yet is loud in both. */
export function NavigationBar({ viewer }: { viewer: Viewer }) {
  const { t } = useMacro()
  const [address] = useLocation()
  const unsent = useUnsentCount()
  return (
    <nav className={styles.bar} aria-label={t`Navigation principale`}>
      {unsent > 0 && address !== '/envois' && (
        <Link href="/envois" className={styles.unsent}>
          <Icon of={CloudAlert} size="small" />
          <span>
            <Plural value={unsent} one="# non envoyé" other="# non envoyés" />
          </span>
        </Link>
      )}
      <ul className={styles.places}>
        {destinations(viewer.role).map((place) => (
          <Place key={place.href} place={place} current={isCurrent(place.href, address)} unsent={unsent} />
        ))}
      </ul>
    </nav>
  )
}

interface PlaceProps {
  place: Destination
  current: boolean
  unsent: number
}

function Place({ place, current, unsent }: PlaceProps) {
  const { _ } = useLingui()
  const { href, word, icon, kind } = place
  return (
    <li data-kind={kind}>
      <Link href={href} className={styles.place} aria-current={current ? 'page' : undefined}>
        <span className={styles.icon}>
          <Icon of={icon} />
          {kind === 'outbox' && unsent > 0 && (
            <span className={styles.count} aria-hidden="true">
              {unsent}
            </span>
          )}
        </span>
        <span className={styles.word}>{_(word)}</span>
      </Link>
    </li>
  )
}
