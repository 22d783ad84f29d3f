import { Trans } from '@lingui/react/macro'
import { MoonStar } from 'lucide-react'
import { BoardRow } from '../alerts/board/board-row.tsx'
import { isNewSince } from '../alerts/board/last-look.ts'
import { PendingStepNote } from '../alerts/board/pending-step-note.tsx'
import { pendingSteps } from '../alerts/board/pending-steps.ts'
import { ArrivalsButton } from '../alerts/feed/arrivals-button.tsx'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import styles from './board.module.css'
import { QuickSteps } from './quick-steps.tsx'

interface NightListProps {
  loading: boolean
  rows: readonly AlertRowFragment[]
  arrivals: readonly AlertRowFragment[]
  onReveal: () => void
  selected: string | null
  addressOf: (id: string) => string
  lastLook: string | null
}

/** Each alert with its next steps as large buttons; a row stays in its place while it is dealt with. */
export function NightList(props: NightListProps) {
  const { loading, rows, arrivals, onReveal, selected, addressOf, lastLook } = props
  const { entries } = useOutbox()
  const pending = pendingSteps(entries, rows)
  if (loading) return <Skeleton rows={5} />
  return (
    <div>
      <ArrivalsButton arrivals={arrivals} onReveal={onReveal} />
      {rows.length === 0 && (
        <EmptyState icon={MoonStar} title={<Trans>La nuit est calme</Trans>}>
          <Trans>Ce qui est signalé dans la ville paraîtra ici de lui-même, le plus grave en haut.</Trans>
        </EmptyState>
      )}
      <ul className={styles.rows}>
        {rows.map((alert) => {
          const step = pending.get(alert.id)
          return (
            <li key={alert.id}>
              <BoardRow
                alert={alert}
                href={addressOf(alert.id)}
                isSelected={alert.id === selected}
                isNew={isNewSince(alert, lastLook)}
              >
                {step && <PendingStepNote step={step} />}
                <QuickSteps alert={alert} pending={step} />
              </BoardRow>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
