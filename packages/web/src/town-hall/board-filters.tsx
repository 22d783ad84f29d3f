import { Trans, useLingui } from '@lingui/react/macro'
import { Search, SlidersHorizontal } from 'lucide-react'
import { type Ref, useId } from 'react'
import { FilterBar } from '../alerts/filter/filter-bar.tsx'
import type { FilterChoice } from '../alerts/filter/filter-choice.ts'
import { Icon } from '../ui/icon.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useDesk } from '../ui/use-desk.ts'
import styles from './board.module.css'

interface BoardFiltersProps {
  ref: Ref<HTMLInputElement>
  choice: FilterChoice
  onChoose: (change: Partial<FilterChoice>) => void
  neighbourhoods: readonly { id: string; name: string }[]
}

/** Words and restrictions; on a phone behind « Chercher et filtrer », on a desk always there. */
export function BoardFilters({ ref, choice, onChoose, neighbourhoods }: BoardFiltersProps) {
  const { t } = useLingui()
  const desk = useDesk()
  const id = useId()
  const fields = (
    <div className={styles.filters}>
      <div className={styles.search}>
        <label htmlFor={id} className={styles.searchLabel}>
          <Icon of={Search} size="small" />
          <Trans>Chercher</Trans>
        </label>
        <TextInput
          ref={ref}
          id={id}
          type="search"
          placeholder={t`rue, nom, mot…`}
          value={choice.text}
          onChange={(event) => onChoose({ text: event.target.value })}
        />
      </div>
      <FilterBar choice={choice} onChoose={onChoose} neighbourhoods={neighbourhoods} />
    </div>
  )
  if (desk) return fields
  return (
    <details className={styles.disclosure}>
      <summary className={styles.summary}>
        <Icon of={SlidersHorizontal} size="small" />
        <Trans>Chercher et filtrer</Trans>
      </summary>
      {fields}
    </details>
  )
}
