import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { AlertCategory } from '@vigie/schema'
import {
  CircleEllipsis,
  DoorOpen,
  Eye,
  Hammer,
  Heart,
  type LucideIcon,
  PawPrint,
  TriangleAlert,
  UserSearch,
  Volume2,
} from 'lucide-react'
import styles from './category.module.css'
import { Icon } from './icon.tsx'

/** The word and the drawing of every category, in the order in which they are offered. */
export const CATEGORIES: Record<AlertCategory, { word: MessageDescriptor; icon: LucideIcon }> = {
  SUSPICIOUS_ACTIVITY: { word: msg`Comportement inhabituel`, icon: Eye },
  BURGLARY: { word: msg`Cambriolage`, icon: DoorOpen },
  DANGER: { word: msg`Danger`, icon: TriangleAlert },
  DAMAGE: { word: msg`Dégradation`, icon: Hammer },
  MISSING_PERSON: { word: msg`Personne disparue`, icon: UserSearch },
  LOST_ANIMAL: { word: msg`Animal perdu`, icon: PawPrint },
  FOUND_ANIMAL: { word: msg`Animal trouvé`, icon: Heart },
  NUISANCE: { word: msg`Nuisance`, icon: Volume2 },
  OTHER: { word: msg`Autre chose`, icon: CircleEllipsis },
}

/** A category's icon and word, in a row. */
export function CategoryMark({ category }: { category: AlertCategory }) {
  const { _ } = useLingui()
  const { word, icon } = CATEGORIES[category]
  return (
    <span className={styles.mark}>
      <Icon of={icon} size="small" />
      {_(word)}
    </span>
  )
}
