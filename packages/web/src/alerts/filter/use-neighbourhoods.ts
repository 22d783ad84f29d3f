import { useQuery } from '@apollo/client/react'
import { useViewer } from '../../app/session.tsx'
import { TownMapDocument } from '../../gen/graphql.ts'

/** What those who see the whole town may choose from; null for the others, who have one. */
export function useNeighbourhoods(): readonly { id: string; name: string }[] | null {
  const wholeTown = useViewer()?.seesWholeTown ?? false
  const { data } = useQuery(TownMapDocument, { skip: !wholeTown })
  return wholeTown ? (data?.town.neighbourhoods ?? []) : null
}
