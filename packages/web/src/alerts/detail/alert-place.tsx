import { Trans, useLingui } from '@lingui/react/macro'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { PlaceMap } from '../map/later-maps.ts'
import { MapBoundary } from '../map/map-boundary.tsx'
import { useTown } from '../map/use-town.ts'
import styles from './alert-place.module.css'

/** Where it is: in words, and on a small map when there is a position. */
export function AlertPlace({ alert }: { alert: AlertRowFragment }) {
  const { t } = useLingui()
  const town = useTown(null)
  const { position, neighbourhood, place } = alert
  // Said in round figures, and never smaller than it is.
  const metres = Math.ceil((position?.radius ?? 0) / 50) * 50
  return (
    <div className={styles.where}>
      <p className={styles.words}>
        <strong>{neighbourhood.name}</strong>
        {place && <> · {place}</>}
      </p>
      {position && town && (
        <MapBoundary className={styles.map}>
          <PlaceMap label={t`Carte du lieu`} town={town} position={position} />
        </MapBoundary>
      )}
      <p className={styles.note}>
        {position?.exact ? (
          <Trans>
            Position exacte : vous la voyez, ainsi que la personne qui a signalé, la mairie et la police.
          </Trans>
        ) : position ? (
          <Trans>
            Position approximative, à {metres} m près : elle protège la personne qui a signalé. La mairie et
            la police voient l’endroit exact.
          </Trans>
        ) : (
          <Trans>Lieu indiqué en mots, sans position sur la carte.</Trans>
        )}
      </p>
    </div>
  )
}
