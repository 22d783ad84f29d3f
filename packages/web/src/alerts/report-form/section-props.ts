import type { DraftFields } from '../../outbox/draft-fields.ts'
import type { FieldProblems } from './compose-report.ts'

/** What every part of the form is given: the answers, how to change them, and what is wrong with them. */
export interface SectionProps {
  fields: DraftFields
  change: (fields: Partial<DraftFields>) => void
  problems: FieldProblems
}
