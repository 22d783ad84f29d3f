import { Trans, useLingui } from '@lingui/react/macro'
import { History } from 'lucide-react'
import { Badge } from './badge.tsx'
import { useNow } from './use-now.ts'
import { clockWords, whenWords } from './when-words.ts'

/** « Données de 14 h 32 »: how old what is shown may be. `savedAt`: when the server last answered. */
export function StaleData({ savedAt }: { savedAt: Date }) {
  const { i18n } = useLingui()
  const now = new Date(useNow())
  const today = savedAt.toDateString() === now.toDateString()
  const moment = today ? clockWords(savedAt, i18n.locale) : whenWords(savedAt, now, i18n.locale)
  return (
    <Badge icon={History}>
      {today ? <Trans>Données de {moment}</Trans> : <Trans>Données du serveur : {moment}</Trans>}
    </Badge>
  )
}
