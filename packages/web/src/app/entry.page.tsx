import { useLingui } from '@lingui/react/macro'
import { PushCard } from '../notifications/push-card.tsx'
import { EntryPage } from '../outbox/entry.page.tsx'
import { useSession, useViewer } from './session.tsx'

/** One entry of the outbox; who has just reported has a reason to be notified, so that is offered here. */
export default function EntryScreen() {
  const { t } = useLingui()
  const { status } = useSession()
  const viewer = useViewer()
  return (
    <EntryPage
      policePhone={viewer?.town.policePhone}
      offer={
        status === 'signed-in' && (
          <PushCard>
            {t`Soyez prévenu quand la police municipale ou la mairie s’en occupe, et quand un voisin signale quelque chose.`}
          </PushCard>
        )
      }
    />
  )
}
