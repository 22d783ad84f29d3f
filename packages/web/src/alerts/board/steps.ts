import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AlertStatus } from '@vigie/schema'
import { Check, Eye, type LucideIcon, Navigation } from 'lucide-react'

/** What police and town hall can say of an alert. */
export type Step = Exclude<AlertStatus, 'REPORTED'>

interface StepLook {
  step: Step
  word: MessageDescriptor
  icon: LucideIcon
}

/** The steps in their order, as the buttons say them. */
export const STEPS: readonly StepLook[] = [
  { step: 'ACKNOWLEDGED', word: msg`Vu`, icon: Eye },
  { step: 'ON_THE_WAY', word: msg`En route`, icon: Navigation },
  { step: 'RESOLVED', word: msg`Terminé`, icon: Check },
]
