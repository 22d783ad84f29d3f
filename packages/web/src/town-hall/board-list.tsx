import { Trans, useLingui } from '@lingui/react/macro'
import { SearchX } from 'lucide-react'
import { useRef } from 'react'
import { BoardRow } from '../alerts/board/board-row.tsx'
import { isNewSince } from '../alerts/board/last-look.ts'
import { PendingStepNote } from '../alerts/board/pending-step-note.tsx'
import { pendingSteps } from '../alerts/board/pending-steps.ts'
import type { RowReach } from '../alerts/board/use-reach-of.ts'
import { ArrivalsButton } from '../alerts/feed/arrivals-button.tsx'
import type { AlertFeed } from '../alerts/use-alert-feed.ts'
import { useReadOn } from '../alerts/use-read-on.ts'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import styles from './board.module.css'

interface BoardListProps {
  feed: AlertFeed
  /** Those of the feed that are wanted. */
  rows: readonly AlertRowFragment[]
  selected: string | null
  addressOf: (id: string) => string
  lastLook: string | null
  reach: Map<string, RowReach>
}

/** The town's alerts, newest first; it keeps its place while others arrive. */
export function BoardList({ feed, rows, selected, addressOf, lastLook, reach }: BoardListProps) {
  const { t } = useLingui()
  const { entries } = useOutbox()
  const pending = pendingSteps(entries, rows)
  const list = useRef<HTMLUListElement>(null)
  const readOn = useReadOn(list, rows.length)
  if (feed.loading) return <Skeleton rows={6} />
  return (
    <div>
      <ArrivalsButton arrivals={feed.arrivals} onReveal={feed.reveal} />
      {rows.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={feed.failed ? t`Le serveur ne répond pas` : t`Rien à montrer ici`}
          action={feed.failed && <Button onClick={feed.retry}>{t`Réessayer`}</Button>}
        >
          {feed.failed
            ? t`Les alertes de la ville se liront ici dès qu’il répondra.`
            : t`Les alertes de la ville paraîtront ici d’elles-mêmes. Si des filtres sont posés, élargissez-les.`}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ul ref={list} className={styles.rows}>
          {rows.map((alert) => {
            const step = pending.get(alert.id)
            return (
              <li key={alert.id}>
                <BoardRow
                  alert={alert}
                  href={addressOf(alert.id)}
                  isSelected={alert.id === selected}
                  isNew={isNewSince(alert, lastLook)}
                  reach={reach.get(alert.id)}
                >
                  {step && <PendingStepNote step={step} />}
                </BoardRow>
              </li>
            )
          })}
        </ul>
      )}
      {feed.hasMore && (
        <Button
          wide
          className={styles.more}
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
