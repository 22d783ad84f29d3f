import { Trans, useLingui } from '@lingui/react/macro'
import { ALERT_CATEGORIES, ALERT_STATUSES, type AlertStatus } from '@vigie/schema'
import { RotateCcw } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { CATEGORIES } from '../../ui/category.tsx'
import { STATUS_WORDS } from '../../ui/status-pill.tsx'
import styles from './filter-bar.module.css'
import { countChosen, EVERYTHING, type FilterChoice, PERIODS } from './filter-choice.ts'
import { FilterSelect } from './filter-select.tsx'

interface FilterBarProps {
  choice: FilterChoice
  onChoose: (change: Partial<FilterChoice>) => void
  /** Offered to those who see the whole town; null for the others. */
  neighbourhoods: readonly { id: string; name: string }[] | null
}

const OPEN: AlertStatus[] = ['REPORTED', 'ACKNOWLEDGED', 'ON_THE_WAY']
/** The choice of everything that is not finished, as one option. */
const OPEN_VALUE = 'OPEN'

/** What a list is narrowed to: category, state, neighbourhood, period. */
export function FilterBar({ choice, onChoose, neighbourhoods }: FilterBarProps) {
  const { t } = useLingui()
  const periods = { today: t`Aujourd’hui`, week: t`7 derniers jours`, month: t`30 derniers jours` }
  const status = choice.statuses.length === OPEN.length ? OPEN_VALUE : (choice.statuses[0] ?? '')
  const only = <Value extends string>(values: readonly Value[], value: string) =>
    values.filter((it) => it === value)
  return (
    <div className={styles.bar}>
      <FilterSelect
        label={t`Catégorie`}
        value={choice.categories[0] ?? ''}
        options={[
          { value: '', word: t`Toutes` },
          ...ALERT_CATEGORIES.map((value) => ({ value, word: t(CATEGORIES[value].word) })),
        ]}
        onChange={(value) => onChoose({ categories: only(ALERT_CATEGORIES, value) })}
      />
      <FilterSelect
        label={t`État`}
        value={status}
        options={[
          { value: '', word: t`Tous` },
          { value: OPEN_VALUE, word: t`Pas terminées` },
          ...ALERT_STATUSES.map((value) => ({ value, word: t(STATUS_WORDS[value]) })),
        ]}
        onChange={(value) =>
          onChoose({ statuses: value === OPEN_VALUE ? OPEN : only(ALERT_STATUSES, value) })
        }
      />
      {neighbourhoods && (
        <FilterSelect
          label={t`Quartier`}
          value={choice.neighbourhoods[0] ?? ''}
          options={[
            { value: '', word: t`Toute la ville` },
            ...neighbourhoods.map(({ id, name }) => ({ value: id, word: name })),
          ]}
          onChange={(value) => onChoose({ neighbourhoods: value ? [value] : [] })}
        />
      )}
      <FilterSelect
        label={t`Période`}
        value={choice.period ?? ''}
        options={[
          { value: '', word: t`Toute` },
          ...PERIODS.map((value) => ({ value, word: periods[value] })),
        ]}
        onChange={(value) => onChoose({ period: only(PERIODS, value)[0] ?? null })}
      />
      {countChosen(choice) > 0 && (
        <Button tone="quiet" icon={RotateCcw} className={styles.reset} onClick={() => onChoose(EVERYTHING)}>
          <Trans>Tout afficher</Trans>
        </Button>
      )}
    </div>
  )
}
