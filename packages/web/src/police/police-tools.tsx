import { useLingui } from '@lingui/react/macro'
import { Bell, BellOff, Keyboard } from 'lucide-react'
import { useMemo } from 'react'
import { useChime } from '../alerts/board/use-chime.ts'
import { ConnectionNote } from '../alerts/feed/connection-note.tsx'
import type { Town } from '../alerts/map/use-town.ts'
import { Button } from '../ui/button.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import styles from './board.module.css'
import { useNightTheme } from './use-night-theme.ts'

/** Whether the board is live, its light, its sound and its keys. */
export function PoliceTools({ town, onHelp }: { town: Town | null; onHelp: () => void }) {
  const { t } = useLingui()
  const chime = useChime()
  const place = useMemo(() => {
    if (!town) return null
    const [west, south, east, north] = town.bounds
    return { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  }, [town])
  const { choice, choose } = useNightTheme(place)
  return (
    <>
      <ConnectionNote />
      <SegmentedControl
        label={t`Lumière de l’écran`}
        value={choice}
        onChange={choose}
        choices={[
          { value: 'dusk', word: t`Sombre la nuit` },
          { value: 'light', word: t`Clair` },
          { value: 'dark', word: t`Sombre` },
        ]}
      />
      <Button tone="quiet" icon={chime.on ? Bell : BellOff} onClick={() => chime.turn(!chime.on)}>
        {chime.on ? t`Couper le son` : t`Activer le son`}
      </Button>
      <Button tone="quiet" icon={Keyboard} className={styles.deskOnly} onClick={onHelp}>
        {t`Raccourcis`}
      </Button>
    </>
  )
}
