import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Inbox, OctagonAlert, Sparkles, Timer } from 'lucide-react'
import { Figure, Figures } from '../alerts/board/figures.tsx'
import { townFigures } from '../alerts/board/town-figures.ts'
import { OPEN_STATUSES, useOpenAlerts } from '../alerts/board/use-open-alerts.ts'
import type { FilterChoice } from '../alerts/filter/filter-choice.ts'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { ageWords } from '../ui/when-words.ts'
import styles from './board.module.css'

interface TownNumbersProps {
  choice: FilterChoice
  onChoose: (change: Partial<FilterChoice>) => void
  /** Alerts since the last visit. */
  fresh: number
  onlyNew: boolean
  onOnlyNew: (only: boolean) => void
  /** « Tout est vu »; null when there is nothing to say it of. */
  onSeen: (() => void) | null
}

/** What waits, what is grave, since when the oldest waits, what is new: without scrolling. */
export function TownNumbers({ choice, onChoose, fresh, onlyNew, onOnlyNew, onSeen }: TownNumbersProps) {
  const { t, i18n } = useLingui()
  const now = new Date(useNow())
  const { rows, loaded, capped } = useOpenAlerts()
  const figures = townFigures(rows)
  const shown = (count: number) => (loaded ? `${count}${capped ? '+' : ''}` : '–')
  const openChosen = choice.statuses.length === OPEN_STATUSES.length
  const waitingChosen = choice.statuses.length === 1 && choice.statuses[0] === 'REPORTED'
  const oldest =
    figures.oldestUnacknowledged && ageWords(new Date(figures.oldestUnacknowledged), now, i18n.locale)
  return (
    <div className={styles.numbers}>
      <Figures label={t`Les alertes en chiffres`}>
        <Figure
          icon={Inbox}
          value={shown(figures.open)}
          word={<Plural value={figures.open} one="pas terminée" other="pas terminées" />}
          pressed={openChosen}
          onPress={() => onChoose({ statuses: openChosen ? [] : OPEN_STATUSES })}
        />
        <Figure
          icon={OctagonAlert}
          value={shown(figures.severe)}
          word={<Plural value={figures.severe} one="grave, pas terminée" other="graves, pas terminées" />}
          urgent={figures.severe > 0}
        />
        <Figure
          icon={Timer}
          value={shown(figures.unacknowledged)}
          word={<Trans>sans réponse</Trans>}
          detail={oldest && <Trans>la plus ancienne depuis {oldest}</Trans>}
          pressed={waitingChosen}
          onPress={() => onChoose({ statuses: waitingChosen ? [] : ['REPORTED'] })}
        />
        <Figure
          icon={Sparkles}
          value={fresh}
          word={
            <Plural value={fresh} one="nouvelle depuis votre visite" other="nouvelles depuis votre visite" />
          }
          pressed={onlyNew}
          onPress={() => onOnlyNew(!onlyNew)}
        />
      </Figures>
      <div className={styles.places}>
        {figures.byNeighbourhood.map(({ id, name, open }) => {
          const pressed = choice.neighbourhoods[0] === id
          return (
            <button
              key={id}
              type="button"
              className={styles.place}
              aria-pressed={pressed}
              onClick={() => onChoose({ neighbourhoods: pressed ? [] : [id] })}
            >
              {name} <strong>{open}</strong>
            </button>
          )
        })}
        {onSeen && (
          <Button tone="quiet" onClick={onSeen}>
            <Trans>Tout est vu</Trans>
          </Button>
        )}
      </div>
    </div>
  )
}
