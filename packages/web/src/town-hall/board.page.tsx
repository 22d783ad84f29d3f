import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useRef, useState } from 'react'
import { BoardDetail } from '../alerts/board/board-detail.tsx'
import { BoardSettings } from '../alerts/board/board-settings.tsx'
import { BoardTools } from '../alerts/board/board-tools.tsx'
import { isNewSince, newestOf } from '../alerts/board/last-look.ts'
import { useBoardKeys } from '../alerts/board/use-board-keys.ts'
import { useLastLook } from '../alerts/board/use-last-look.ts'
import { useReachOf } from '../alerts/board/use-reach-of.ts'
import { useReturnToRow } from '../alerts/board/use-return-to-row.ts'
import { useSelected } from '../alerts/board/use-selected.ts'
import { countChosen, matchesText } from '../alerts/filter/filter-choice.ts'
import { useFilter } from '../alerts/filter/use-filter.ts'
import { AlertMap } from '../alerts/map/later-maps.ts'
import { MapBoundary } from '../alerts/map/map-boundary.tsx'
import { useTown } from '../alerts/map/use-town.ts'
import { useAlertFeed } from '../alerts/use-alert-feed.ts'
import { useViewer } from '../app/session.tsx'
import { ListDetail } from '../ui/list-detail.tsx'
import { Page } from '../ui/page.tsx'
import { useDesk } from '../ui/use-desk.ts'
import styles from './board.module.css'
import { BoardFilters } from './board-filters.tsx'
import { BoardList } from './board-list.tsx'
import { TownNumbers } from './town-numbers.tsx'

/** More than a screen: whoever scrolls on asks for the next page. */
const ROWS = 30

/** The town hall's desk: what happened, whom it reached and what waits, live, by mouse or keyboard. */
export default function TownHallBoardPage() {
  const { t } = useLingui()
  const viewer = useViewer()
  const { choice, filter, choose } = useFilter()
  const feed = useAlertFeed(filter, ROWS)
  const town = useTown(null)
  const { selected, choose: select, addressOf, close } = useSelected()
  const desk = useDesk()
  const [onlyNew, setOnlyNew] = useState(false)
  const [settings, setSettings] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useReturnToRow(list, selected)
  useBoardKeys({ list, search, onHelp: () => setSettings(true), onClose: close })

  const reach = useReachOf(filter, feed.rows[0]?.id)

  // Under a filter not everything was shown, so the mark stays where it is.
  const newest = countChosen(choice) === 0 ? newestOf(feed.rows) : null
  const look = useLastLook(viewer?.id ?? '', newest)
  const fresh = [...feed.rows, ...feed.arrivals].filter((alert) => isNewSince(alert, look.at)).length
  const rows = useMemo(
    () =>
      feed.rows.filter(
        (alert) => matchesText(alert, choice.text) && (!onlyNew || isNewSince(alert, look.at)),
      ),
    [feed.rows, choice.text, onlyNew, look.at],
  )

  return (
    <Page title={t`Mairie`} wide aside={<BoardTools onSettings={() => setSettings(true)} />}>
      {/* On a phone the chosen alert has the screen to itself. */}
      {(desk || !selected) && (
        <>
          <TownNumbers
            choice={choice}
            onChoose={choose}
            fresh={fresh}
            onlyNew={onlyNew}
            onOnlyNew={setOnlyNew}
            onSeen={look.at && fresh > 0 ? look.markSeen : null}
          />
          <BoardFilters
            ref={search}
            choice={choice}
            onChoose={choose}
            neighbourhoods={town?.neighbourhoods ?? []}
          />
        </>
      )}
      <ListDetail
        listLabel={t`Alertes de la ville`}
        detailLabel={selected ? t`Alerte choisie` : t`Carte de la ville`}
        list={
          <div ref={list} className={styles.list}>
            <p role="status" className={styles.count}>
              <Plural value={rows.length} _0="Aucune alerte" one="# alerte" other="# alertes" />
              {feed.hasMore && (
                <>
                  {' '}
                  <Trans>affichées</Trans>
                </>
              )}
            </p>
            <BoardList
              feed={feed}
              rows={rows}
              selected={selected}
              addressOf={addressOf}
              lastLook={look.at}
              reach={reach}
            />
          </div>
        }
        detail={selected && <BoardDetail key={selected} id={selected} onClose={close} />}
        aside={
          <MapBoundary className={styles.map}>
            {town && (
              <AlertMap
                label={t`Carte des alertes de la ville`}
                town={town}
                bounds={town.bounds}
                alerts={rows}
                selected={[]}
                onSelect={([id]) => id && select(id)}
              />
            )}
          </MapBoundary>
        }
      />
      <BoardSettings open={settings} onClose={() => setSettings(false)} />
    </Page>
  )
}
