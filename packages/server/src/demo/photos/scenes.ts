import { catOnWall, catPoster, foundDog } from './animal-pictures.ts'
import { highWater, streetAtNight } from './night-pictures.ts'
import {
  brokenShelter,
  damagedBench,
  dumpedRubbish,
  fallenBranch,
  forcedLock,
  hangingCable,
} from './street-pictures.ts'

/** What residents photographed. All of it is drawn: nobody and no real place is shown. */
export const SCENES = {
  'broken-shelter': brokenShelter,
  'cat-on-wall': catOnWall,
  'cat-poster': catPoster,
  'damaged-bench': damagedBench,
  'dumped-rubbish': dumpedRubbish,
  'fallen-branch': fallenBranch,
  'forced-lock': forcedLock,
  'found-dog': foundDog,
  'hanging-cable': hangingCable,
  'high-water': highWater,
  'street-at-night': streetAtNight,
} as const

export type PhotoScene = keyof typeof SCENES
