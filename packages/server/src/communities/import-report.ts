import type { RefusedFeature } from './check-features.ts'
import type { Overlap } from './polygon-overlap.ts'

/** What became of one feature that was accepted. */
export interface ImportedNeighbourhood {
  /** Position in the file, from 0. */
  index: number
  id: string
  name: string
  outcome: 'created' | 'updated' | 'unchanged'
  /** What was mended or looks odd. */
  notes: string[]
}

/** Everything that an import did, or would do. */
export interface ImportReport {
  /** False when nothing was kept: a dry run, or every feature was refused. Then this tells what would happen. */
  changed: boolean
  town: { id: string; inseeCode: string; name: string; outcome: 'created' | 'updated' }
  /** Property of the features that the names were taken from. */
  nameProperty: string
  imported: ImportedNeighbourhood[]
  refused: RefusedFeature[]
  /** Neighbourhoods of the town that the file does not name; like those of refused features they stay as they were. */
  kept: { id: string; name: string }[]
  overlaps: Overlap[]
  residents: {
    /** Residents with a home position. */
    placed: number
    /** Those whose neighbourhood changed. */
    moved: number
    /** Those whose home is too far from every neighbourhood: they keep the one they had. */
    tooFar: number
  }
}
