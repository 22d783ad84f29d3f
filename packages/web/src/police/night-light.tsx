import { useLingui } from '@lingui/react/macro'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import styles from './board.module.css'
import type { NightChoice } from './use-night-theme.ts'

interface NightLightProps {
  choice: NightChoice
  onChoose: (choice: NightChoice) => void
}

/** The board's own light: dark by itself after dusk, or as one wants it. */
export function NightLight({ choice, onChoose }: NightLightProps) {
  const { t } = useLingui()
  return (
    <div className={styles.light}>
      <p>{t`Lumière de l’écran`}</p>
      <SegmentedControl
        label={t`Lumière de l’écran`}
        value={choice}
        onChange={onChoose}
        choices={[
          { value: 'dusk', word: t`Sombre la nuit` },
          { value: 'light', word: t`Claire` },
          { value: 'dark', word: t`Sombre` },
        ]}
      />
    </div>
  )
}
