import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { Plural, Trans, useLingui as useMacro } from '@lingui/react/macro'
import {
  CloudAlert,
  Landmark,
  type LucideIcon,
  Map as MapIcon,
  Megaphone,
  Newspaper,
  Send,
  Shield,
  UserRound,
} from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { useUnsent } from '../outbox/use-outbox.ts'
import { Icon } from '../ui/icon.tsx'
import { type Destination, destinations, isCurrent } from './navigation.ts'
import styles from './navigation-bar.module.css'
import type { Viewer } from './session.tsx'

const LOOKS: Record<Destination['href'], { word: MessageDescriptor; icon: LucideIcon }> = {
  '/': { word: msg`Fil`, icon: Newspaper },
  '/mairie': { word: msg`Mairie`, icon: Landmark },
  '/police': { word: msg`Police`, icon: Shield },
  '/carte': { word: msg`Carte`, icon: MapIcon },
  '/signaler': { word: msg`Signaler`, icon: Megaphone },
  '/envois': { word: msg`Mes envois`, icon: Send },
  '/moi': { word: msg`Moi`, icon: UserRound },
}

/** The way through the app: a bottom bar on a phone, a rail on a desk. What is not sent yet is loud in both. */
export function NavigationBar({ viewer }: { viewer: Viewer }) {
  const { t } = useMacro()
  const [address] = useLocation()
  const { entries, photos } = useUnsent()
  const unsent = entries + photos
  const bar = useRef<HTMLElement>(null)
  useBarHeight(bar)
  return (
    <nav ref={bar} className={styles.bar} aria-label={t`Navigation principale`}>
      {unsent > 0 && address !== '/envois' && (
        <Link href="/envois" className={styles.unsent}>
          <Icon of={CloudAlert} size="small" />
          <span>
            {entries > 0 ? (
              <Plural value={entries} one="# non envoyé" other="# non envoyés" />
            ) : (
              <Trans>Photos en route</Trans>
            )}
          </span>
          <span className={styles.see}>
            <Trans>Voir</Trans>
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
  const { href, kind } = place
  const { word, icon } = LOOKS[href]
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

/** Tells the styles, as `--bar`, how much of the screen's foot is taken: it grows with the text and with what waits. */
function useBarHeight(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = bar.current
    if (!element) return
    const root = document.documentElement.style
    const measure = () => {
      const fixed = getComputedStyle(element).position === 'fixed'
      root.setProperty('--bar', fixed ? `${element.offsetHeight}px` : '0px')
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.removeProperty('--bar')
    }
  }, [bar])
}
