import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftFields } from '../../outbox/draft-fields.ts'
import { type Located, locate, mayLocateSilently } from './locate.ts'

/** More than that, in metres, and the street needs a word. */
const VAGUE_M = 150

interface MyPosition {
  /** Asks the phone, which the first time asks its owner. */
  find: () => void
  /** What is known of it, for the reader; null when nothing needs to be said. */
  words: MessageDescriptor | null
}

/**
 * Where the phone is, asked for only when that was chosen; without being asked where its owner has long allowed it
 * and has not chosen otherwise.
 */
export function useMyPosition(
  fields: DraftFields,
  change: (fields: Partial<DraftFields>) => void,
): MyPosition {
  const [found, setFound] = useState<Located | 'searching' | null>(null)
  const source = useRef(fields.positionSource)
  source.current = fields.positionSource

  const find = useCallback(() => {
    change({ positionSource: 'GPS', coordinates: null })
    setFound('searching')
    void locate().then((located) => {
      setFound(located)
      // They may have chosen the map or words in the meantime.
      if (located.kind === 'unknown' || source.current !== 'GPS') return
      const { latitude, longitude } = located
      change({ coordinates: { latitude, longitude } })
    })
  }, [change])

  useEffect(() => {
    void mayLocateSilently().then(async (allowed) => {
      if (!allowed || source.current !== null) return
      const located = await locate()
      if (located.kind === 'unknown' || source.current !== null) return
      setFound(located)
      const { latitude, longitude } = located
      change({ positionSource: 'GPS', coordinates: { latitude, longitude } })
    })
  }, [change])

  return { find, words: wordsOf(found, fields.coordinates !== null) }
}

function wordsOf(found: Located | 'searching' | null, known: boolean): MessageDescriptor | null {
  if (found === 'searching') return msg`Recherche de votre position…`
  if (found === null) return known ? msg`Votre position d’il y a un moment est gardée.` : null
  if (found.kind === 'here') {
    const metres = found.accuracyM
    return metres > VAGUE_M
      ? msg`Position trouvée, à ${metres} m près seulement : précisez le lieu ci-dessous.`
      : msg`Position trouvée, à ${metres} m près.`
  }
  switch (found.problem) {
    case 'DENIED':
      return msg`Votre téléphone ne donne pas votre position à Vigie. Placez un point sur la carte, ou dites le lieu avec des mots ; les réglages du navigateur permettent de changer d’avis.`
    case 'TIMEOUT':
      return msg`Votre position n’a pas été trouvée à temps. Réessayez dehors, placez un point sur la carte, ou dites le lieu avec des mots.`
    case 'UNAVAILABLE':
      return msg`Votre téléphone ne sait pas où il est. Placez un point sur la carte, ou dites le lieu avec des mots.`
  }
}
