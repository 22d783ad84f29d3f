import { useLingui } from '@lingui/react/macro'
import { Notice } from '../ui/notice.tsx'

/** A tap that came to nothing, and the way out. */
export function PushFailed() {
  const { t } = useLingui()
  return (
    <Notice tone="attention" announced title={t`Les notifications n’ont pas pu être activées`}>
      {t`Vérifiez votre réseau, puis réessayez. Certains navigateurs et réseaux d’entreprise les bloquent.`}
    </Notice>
  )
}
