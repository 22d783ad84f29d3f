import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useRef, useState } from 'react'
import { BoardDetail } from '../alerts/board/board-detail.tsx'
import { BoardSettings } from '../alerts/board/board-settings.tsx'
import { BoardTools } from '../alerts/board/board-tools.tsx'
import { isNewSince, newestOf } from '../alerts/board/last-look.ts'
import { useBoardKeys } from '../alerts/board/use-board-keys.ts'
import { useLastLook } from '../alerts/board/use-last-look.ts'
import { useOpenAlerts } from '../alerts/board/use-open-alerts.ts'
import { useReturnToRow } from '../alerts/board/use-return-to-row.ts'
import { useSelected } from '../alerts/board/use-selected.ts'
import { useSteadyOrder } from '../alerts/live/use-steady-order.ts'
import { centreOf } from '../alerts/map/geometry.ts'
import { AlertMap } from '../alerts/map/later-maps.ts'
import { MapBoundary } from '../alerts/map/map-boundary.tsx'
import { useTown } from '../alerts/map/use-town.ts'
import { compareGravestFirst } from '../alerts/severity.ts'
import { useViewer } from '../app/session.tsx'
import { ListDetail } from '../ui/list-detail.tsx'
import { Page } from '../ui/page.tsx'
import styles from './board.module.css'
import { nightRows } from './night.ts'
import { NightLight } from './night-light.tsx'
import { NightList } from './night-list.tsx'
import { useNight } from './use-night.ts'
import { useNightTheme } from './use-night-theme.ts'

/** The patrol's board: what is open and what the night brought, the gravest first; each state is one tap. */
export default function PoliceBoardPage() {
  const { t } = useLingui()
  const viewer = useViewer()
  const open = useOpenAlerts()
  const night = useNight()
  const all = useMemo(() => nightRows(open.rows, night.rows), [open.rows, night.rows])
  const settled = open.settled && night.settled
  const { visible, arrivals, reveal } = useSteadyOrder(all, compareGravestFirst, settled)
  const town = useTown(null)
  const light = useNightTheme(town && centreOf(town.bounds))
  const { selected, choose, addressOf, close } = useSelected()
  const [settings, setSettings] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  useReturnToRow(list, selected)
  useBoardKeys({ list, search: { current: null }, onHelp: () => setSettings(true), onClose: close })
  const look = useLastLook(viewer?.id ?? '', newestOf(visible))
  const fresh = all.filter((alert) => isNewSince(alert, look.at)).length
  const waiting = all.filter((alert) => alert.status === 'REPORTED').length

  return (
    <Page title={t`Police municipale`} wide aside={<BoardTools onSettings={() => setSettings(true)} />}>
      <p role="status" className={styles.summary}>
        <strong>
          <Plural value={open.rows.length} _0="Rien d’ouvert" one="# ouverte" other="# ouvertes" />
        </strong>
        {waiting > 0 && (
          <>
            {' · '}
            <Plural value={waiting} one="# sans réponse" other="# sans réponse" />
          </>
        )}
        {fresh > 0 && (
          <>
            {' · '}
            <Plural
              value={fresh}
              one="# nouvelle depuis votre visite"
              other="# nouvelles depuis votre visite"
            />
          </>
        )}
        {open.capped && (
          <>
            {' · '}
            <Trans>il y en a d’autres, plus anciennes</Trans>
          </>
        )}
      </p>
      <ListDetail
        listLabel={t`Alertes ouvertes et de la nuit`}
        detailLabel={selected ? t`Alerte choisie` : t`Carte de la ville`}
        list={
          <div ref={list} className={styles.list}>
            <NightList
              loading={!open.loaded && !settled}
              rows={visible}
              arrivals={arrivals}
              onReveal={reveal}
              selected={selected}
              addressOf={addressOf}
              lastLook={look.at}
            />
          </div>
        }
        detail={selected && <BoardDetail key={selected} id={selected} onClose={close} large />}
        aside={
          <MapBoundary className={styles.map}>
            {town && (
              <AlertMap
                label={t`Carte des alertes de la ville`}
                town={town}
                bounds={town.bounds}
                alerts={visible}
                selected={[]}
                onSelect={([id]) => id && choose(id)}
              />
            )}
          </MapBoundary>
        }
      />
      <BoardSettings open={settings} onClose={() => setSettings(false)}>
        <NightLight choice={light.choice} onChoose={light.choose} />
      </BoardSettings>
    </Page>
  )
}
