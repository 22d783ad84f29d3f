import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Bird, Megaphone, SearchX, SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useViewer } from '../app/session.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { AlertList } from './alert-list.tsx'
import { ConnectionNote } from './feed/connection-note.tsx'
import styles from './feed/feed.module.css'
import { PendingReports } from './feed/pending-reports.tsx'
import { FilterBar } from './filter/filter-bar.tsx'
import { countChosen } from './filter/filter-choice.ts'
import { useFilter } from './filter/use-filter.ts'
import { useNeighbourhoods } from './filter/use-neighbourhoods.ts'
import { FeedMap } from './map/later-maps.ts'
import { MapBoundary } from './map/map-boundary.tsx'
import { useAlertFeed } from './use-alert-feed.ts'

interface FeedPageProps {
  /** What may quietly be offered to somebody who reads the feed. */
  offer?: ReactNode
}

/** What happens in the viewer's neighbourhood, newest first; the whole town for those who see it. */
export default function FeedPage({ offer }: FeedPageProps) {
  const { t } = useLingui()
  const viewer = useViewer()
  const { choice, filter, choose } = useFilter()
  const feed = useAlertFeed(filter)
  const neighbourhoods = useNeighbourhoods()
  const chosen = countChosen(choice)
  const [filtering, setFiltering] = useState(chosen > 0)
  const desk = useDesk()
  return (
    <Page title={viewer?.seesWholeTown ? t`Dans la ville` : t`Dans votre quartier`} wide={desk}>
      <div className={styles.columns}>
        <div className={styles.feed}>
          <EmergencyStrip compact={!desk} policePhone={desk ? viewer?.town.policePhone : null} />
          <div className={styles.head}>
            <ConnectionNote />
            <details
              className={styles.filter}
              open={filtering}
              onToggle={(event) => setFiltering(event.currentTarget.open)}
            >
              <summary className={styles.summary}>
                <Icon of={SlidersHorizontal} size="small" />
                <Trans>Filtrer</Trans>
                {chosen > 0 && (
                  <span className={styles.chosen}>
                    <Plural value={chosen} one="# filtre" other="# filtres" />
                  </span>
                )}
              </summary>
              <FilterBar choice={choice} onChoose={choose} neighbourhoods={neighbourhoods} />
            </details>
          </div>
          <PendingReports />
          <AlertList
            feed={feed}
            offer={offer}
            empty={chosen > 0 ? <NothingChosen /> : <NothingYet wholeTown={viewer?.seesWholeTown ?? false} />}
          />
        </div>
        {desk && (
          <MapBoundary className={styles.map}>
            <FeedMap alerts={feed.rows} />
          </MapBoundary>
        )}
      </div>
    </Page>
  )
}

function NothingChosen() {
  return (
    <EmptyState icon={SearchX} title={<Trans>Aucune alerte ne répond à ces filtres</Trans>}>
      <Trans>Élargissez-les pour en voir d’autres.</Trans>
    </EmptyState>
  )
}

function NothingYet({ wholeTown }: { wholeTown: boolean }) {
  return (
    <EmptyState
      icon={Bird}
      title={
        wholeTown ? (
          <Trans>Tout est calme dans la ville</Trans>
        ) : (
          <Trans>Tout est calme dans votre quartier</Trans>
        )
      }
      action={
        <ButtonLink href="/signaler" tone="primary" icon={Megaphone}>
          {wholeTown ? <Trans>Signaler</Trans> : <Trans>Signaler à mes voisins</Trans>}
        </ButtonLink>
      }
    >
      {wholeTown ? (
        <Trans>Ce que les habitants signalent apparaîtra ici, quel que soit leur quartier.</Trans>
      ) : (
        <Trans>
          Ce que vos voisins signalent apparaîtra ici. Si vous voyez quelque chose d’inhabituel, dites-le :
          même sans réseau, rien ne se perd.
        </Trans>
      )}
    </EmptyState>
  )
}
