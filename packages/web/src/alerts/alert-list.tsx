import { Trans } from '@lingui/react/macro'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AlertCard } from './alert-card.tsx'
import styles from './alert-list.module.css'
import { ArrivalsButton } from './feed/arrivals-button.tsx'
import type { AlertFeed } from './use-alert-feed.ts'

interface AlertListProps {
  feed: AlertFeed
  /** What stands here when there is nothing: what will be here, and what to do now. */
  empty: ReactNode
  /** Something of the app's own, below the first few alerts: never above what somebody came to read. */
  offer?: ReactNode
}

/** So many alerts come first. */
const BEFORE_OFFER = 3

/** A feed as cards: new ones behind their button, older ones behind « Afficher plus ». */
export function AlertList({ feed, empty, offer }: AlertListProps) {
  const list = useRef<HTMLUListElement>(null)
  const revealed = useRef(false)
  const first = feed.rows[0]?.id
  // Whoever revealed by keyboard reads on from the first new one.
  useEffect(() => {
    if (!revealed.current || !first) return
    revealed.current = false
    list.current?.querySelector('a')?.focus()
  }, [first])

  if (feed.loading) return <Skeleton />
  if (feed.failed) {
    return (
      <Notice
        tone="attention"
        announced
        title={<Trans>Le serveur ne répond pas, et rien n’est encore gardé sur ce téléphone.</Trans>}
        actions={
          <Button onClick={feed.retry}>
            <Trans>Réessayer</Trans>
          </Button>
        }
      >
        <Trans>Vous pouvez signaler quand même : votre alerte partira dès que le réseau sera revenu.</Trans>
      </Notice>
    )
  }
  const last = Math.min(BEFORE_OFFER, feed.rows.length) - 1
  return (
    <div className={styles.steady}>
      <ArrivalsButton
        arrivals={feed.arrivals}
        onReveal={() => {
          revealed.current = true
          feed.reveal()
          list.current?.scrollIntoView({ block: 'start' })
        }}
      />
      {feed.rows.length === 0 && empty}
      <ul ref={list} className={styles.list}>
        {feed.rows.map((alert, index) => (
          <Fragment key={alert.id}>
            <li>
              <AlertCard alert={alert} />
            </li>
            {offer && index === last && <li className={styles.offer}>{offer}</li>}
          </Fragment>
        ))}
      </ul>
      {feed.hasMore && (
        <Button busy={feed.loadingMore} onClick={feed.loadMore} wide>
          <Trans>Afficher plus</Trans>
        </Button>
      )}
    </div>
  )
}
