import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { AlertFilter } from '../../gen/graphql.ts'
import { useNow } from '../../ui/use-now.ts'
import { type FilterChoice, readChoice, toAlertFilter, writeChoice } from './filter-choice.ts'

export interface Filter {
  choice: FilterChoice
  /** The same object while it means the same. */
  filter: AlertFilter | undefined
  choose: (change: Partial<FilterChoice>) => void
}

/** The reader's filter; it lives in the address, so that going back and sharing keep it. */
export function useFilter(): Filter {
  const [search, setSearch] = useSearchParams()
  const address = search.toString()
  const today = new Date(useNow()).toDateString()
  const choice = useMemo(() => readChoice(new URLSearchParams(address)), [address])
  const meaning = JSON.stringify(toAlertFilter(choice, new Date(today)))
  const filter = useMemo<AlertFilter | undefined>(() => meaning && JSON.parse(meaning), [meaning])
  return {
    choice,
    filter,
    choose: (change) =>
      setSearch((before) => writeChoice({ ...choice, ...change }, before), { replace: true }),
  }
}
