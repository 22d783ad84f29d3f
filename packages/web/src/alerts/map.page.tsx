import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useViewer } from '../app/session.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { AlertCard } from './alert-card.tsx'
import { AlertList } from './alert-list.tsx'
import { ConnectionNote } from './feed/connection-note.tsx'
import { FilterBar } from './filter/filter-bar.tsx'
import { useFilter } from './filter/use-filter.ts'
import { AlertMap } from './map/later-maps.ts'
import { MapBoundary } from './map/map-boundary.tsx'
import styles from './map/map-page.module.css'
import { useTown } from './map/use-town.ts'
import { useAlertFeed } from './use-alert-feed.ts'

/** As many as a map bears; older ones come by « Afficher plus ». */
const ON_MAP = 50

/** The viewer's alerts on the town, and beside it the same alerts as a list: nothing needs the map. */
export default function MapPage() {
  const { t } = useLingui()
  const viewer = useViewer()
  const { choice, filter, choose } = useFilter()
  const feed = useAlertFeed(filter, ON_MAP)
  const town = useTown(viewer?.neighbourhood?.id ?? null)
  const [selected, setSelected] = useState<string[]>([])
  const chosen = useMemo(() => feed.rows.filter((row) => selected.includes(row.id)), [feed.rows, selected])
  const chosenList = useRef<HTMLElement>(null)
  // On a phone the list lies below the map's edge.
  useEffect(() => {
    if (selected.length > 0) chosenList.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const unplaced = feed.rows.filter((row) => !row.position).length
  return (
    <Page title={t`Carte`} wide>
      <div className={styles.page}>
        <div className={styles.side}>
          <MapBoundary className={styles.map}>
            {town && (
              <AlertMap
                label={t`Carte des alertes`}
                town={town}
                bounds={viewer?.seesWholeTown ? town.bounds : town.homeBounds}
                alerts={feed.rows}
                selected={selected}
                onSelect={setSelected}
              />
            )}
          </MapBoundary>
        </div>
        <div className={styles.list}>
          <div className={styles.head}>
            <ConnectionNote />
            {unplaced > 0 && (
              <p className={styles.note}>
                <Plural value={unplaced} one="# alerte sans position" other="# alertes sans position" />
              </p>
            )}
          </div>
          <section
            ref={chosenList}
            aria-live="polite"
            aria-label={t`Alertes choisies sur la carte`}
            className={styles.chosen}
          >
            {chosen.map((alert) => (
              <AlertCard key={alert.id} alert={alert} />
            ))}
            {chosen.length > 0 && (
              <Button tone="quiet" onClick={() => setSelected([])}>
                <Trans>Revenir à toutes les alertes</Trans>
              </Button>
            )}
          </section>
          {chosen.length === 0 && (
            <>
              <FilterBar
                choice={choice}
                onChoose={choose}
                neighbourhoods={viewer?.seesWholeTown ? (town?.neighbourhoods ?? []) : null}
              />
              <AlertList feed={feed} empty={<Trans>Aucune alerte à montrer.</Trans>} />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
