import { useQuery } from '@apollo/client/react'
import { useMemo } from 'react'
import * as v from 'valibot'
import { TownMapDocument, type TownMapQuery } from '../../gen/graphql.ts'
import { Area, Backdrop, type Bounds, boundsOf } from './geometry.ts'
import type { DrawnTown } from './map-style.ts'

/** The viewer's town, ready to draw. */
export interface Town extends DrawnTown {
  name: string
  /** The whole town. */
  bounds: Bounds
  /** The viewer's neighbourhood, or the whole town for those who have none. */
  homeBounds: Bounds
}

/** The town's shape, kept on this device after the first time; null until it is there. */
export function useTown(homeId: string | null): Town | null {
  const { data } = useQuery(TownMapDocument)
  const town = data?.town
  return useMemo(() => (town ? toTown(town, homeId) : null), [town, homeId])
}

function toTown(town: TownMapQuery['town'], homeId: string | null): Town | null {
  const neighbourhoods = town.neighbourhoods.flatMap(({ id, name, polygon }) => {
    const area = v.safeParse(Area, polygon)
    return area.success ? [{ id, name, area: area.output }] : []
  })
  const bounds = boundsOf(neighbourhoods.map((it) => it.area))
  if (!bounds) return null
  const home = neighbourhoods.find((it) => it.id === homeId)
  const backdrop = v.safeParse(Backdrop, town.backdrop)
  return {
    name: town.name,
    neighbourhoods,
    backdrop: backdrop.success ? backdrop.output : null,
    homeId,
    bounds,
    homeBounds: (home && boundsOf([home.area])) ?? bounds,
  }
}
