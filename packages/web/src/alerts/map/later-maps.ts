import { lazy } from 'react'
import { withWords } from '../../app/locale.ts'

const maps = withWords(() => import('./maps.ts'))

/* Maps, fetched when one is drawn: their library is larger than all the rest. */
export const AlertMap = lazy(async () => ({ default: (await maps()).AlertMap }))
export const FeedMap = lazy(async () => ({ default: (await maps()).FeedMap }))
export const PinCanvas = lazy(async () => ({ default: (await maps()).PinCanvas }))
export const PlaceMap = lazy(async () => ({ default: (await maps()).PlaceMap }))
