import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ListChecks, Megaphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { ButtonLink } from '../ui/button.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { EntryCard } from './entry-card.tsx'
import { type Stage, stageOf } from './entry-words.ts'
import styles from './outbox.module.css'
import type { OutboxEntry } from './outbox-entry.ts'
import { SendAll } from './send-all.tsx'
import { useOutbox } from './use-outbox.ts'

interface EntryPageProps {
  /** The municipal police's telephone: whom to call while nobody is told. */
  policePhone?: string | null
  /** What may be offered to somebody who has just reported. */
  offer?: ReactNode
}

/** Where a report leads after it was saved: its own state, live, and nothing that is not true yet. */
export function EntryPage({ policePhone, offer }: EntryPageProps) {
  const { t } = useLingui()
  const { id } = useParams<{ id: string }>()
  const outbox = useOutbox()
  const entry = outbox.entries.find((it) => it.id === id)
  return (
    <Page title={entry ? t(TITLES[stageOf(entry)]) : t`Mon envoi`}>
      <div className={styles.list}>
        {(outbox.pause !== null || outbox.failure !== null) && <SendAll outbox={outbox} />}
        {entry && (
          <EntryCard entry={entry}>
            <WhatFollows entry={entry} paused={outbox.pause !== null} policePhone={policePhone} />
          </EntryCard>
        )}
        {entry?.request.kind === 'reportAlert' && stageOf(entry) !== 'refused' && offer}
        {outbox.ready && !entry && (
          <EmptyState icon={ListChecks} title={t`Cet envoi n’est plus sur ce téléphone`}>
            {t`Les plus anciens envois reçus quittent cette liste. L’alerte, elle, reste dans le fil.`}
          </EmptyState>
        )}
        <div className={styles.ways}>
          <ButtonLink icon={ListChecks} href="/envois">{t`Tous mes envois`}</ButtonLink>
          <ButtonLink icon={Megaphone} href="/signaler">{t`Signaler autre chose`}</ButtonLink>
        </div>
      </div>
    </Page>
  )
}

const TITLES: Record<Stage, MessageDescriptor> = {
  saved: msg`C’est enregistré sur ce téléphone`,
  sending: msg`C’est enregistré, l’envoi commence`,
  received: msg`C’est reçu`,
  refused: msg`Cet envoi a été refusé`,
}

interface WhatFollowsProps extends Pick<EntryPageProps, 'policePhone'> {
  entry: OutboxEntry
  paused: boolean
}

function WhatFollows({ entry, paused, policePhone }: WhatFollowsProps) {
  const stage = stageOf(entry)
  if (entry.request.kind !== 'reportAlert') return null
  // Not in the moment that sending takes: only once it is known that nobody is told for now.
  const stuck = stage !== 'received' && (paused || entry.lastError)
  return (
    <>
      {stage !== 'refused' && (
        <p>
          {stage === 'received' && (
            <Trans>Vous verrez ici et dans le fil ce que la police municipale et la mairie en font.</Trans>
          )}
          {stage !== 'received' && paused && (
            <Trans>Personne n’est encore prévenu. En cas de danger, appelez.</Trans>
          )}
          {stage !== 'received' && !paused && (
            <Trans>
              Personne n’est encore prévenu. Vous pouvez fermer l’application : l’envoi partira dès qu’il y
              aura du réseau. En cas de danger, appelez.
            </Trans>
          )}
        </p>
      )}
      {stuck && <EmergencyStrip compact policePhone={policePhone} />}
    </>
  )
}
