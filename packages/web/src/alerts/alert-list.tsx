import { Trans } from '@lingui/react/macro'
import { Fragment, memo, type ReactNode, type Ref, useDeferredValue, useEffect, useRef } from 'react'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AlertCard } from './alert-card.tsx'
import styles from './alert-list.module.css'
import { ArrivalsButton } from './feed/arrivals-button.tsx'
import type { AlertFeed } from './use-alert-feed.ts'
import { useReadOn } from './use-read-on.ts'

interface AlertListProps {
  feed: AlertFeed
  /** What stands here when there is nothing: what will be here, and what to do now. */
  empty: ReactNode
  /** Something of the app's own, below the first few alerts: never above what somebody came to read. */
  offer?: ReactNode
}

/** So many alerts come first. */
const BEFORE_OFFER = 3

/** So many fill a screen: they are drawn with it when they are there already. */
const AT_ONCE = 6

/** A feed as cards: new ones behind their button, older ones behind « Afficher plus ». */
export function AlertList({ feed, empty, offer }: AlertListProps) {
  const list = useRef<HTMLUListElement>(null)
  const revealed = useRef(false)
  // The other cards are made in short strokes, between which a slow phone answers to a touch.
  const rows = useDeferredValue(feed.rows, feed.rows.slice(0, AT_ONCE))
  const readOn = useReadOn(list, rows.length)
  const first = rows[0]?.id
  // Whoever revealed by keyboard reads on from the first new one.
  useEffect(() => {
    if (!revealed.current || !first) return
    revealed.current = false
    list.current?.querySelector('a')?.focus()
  }, [first])

  if (feed.loading || (rows.length === 0 && feed.rows.length > 0)) return <Skeleton />
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
      <Cards rows={rows} offer={offer} ref={list} />
      {feed.hasMore && (
        <Button
          wide
          busy={feed.loadingMore}
          onClick={() => {
            readOn()
            feed.loadMore()
          }}
        >
          <Trans>Afficher plus</Trans>
        </Button>
      )}
    </div>
  )
}

interface CardsProps extends Pick<AlertListProps, 'offer'> {
  rows: readonly AlertRowFragment[]
  ref: Ref<HTMLUListElement>
}

const Cards = memo(function Cards({ rows, offer, ref }: CardsProps) {
  const last = Math.min(BEFORE_OFFER, rows.length) - 1
  return (
    <ul ref={ref} className={styles.list}>
      {rows.map((alert, index) => (
        <Fragment key={alert.id}>
          <li>
            <AlertCard alert={alert} />
          </li>
          {offer && index === last && <li className={styles.offer}>{offer}</li>}
        </Fragment>
      ))}
    </ul>
  )
})
