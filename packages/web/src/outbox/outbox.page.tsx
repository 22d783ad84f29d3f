import { Plural, useLingui } from '@lingui/react/macro'
import { Megaphone, Send } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { DraftCard } from './draft-card.tsx'
import { EntryCard } from './entry-card.tsx'
import styles from './outbox.module.css'
import { SendAll } from './send-all.tsx'
import { useOutbox } from './use-outbox.ts'
import { useStoredDraft } from './use-stored-draft.ts'

/** Everything this person sent or wants to send from this phone, and where it stands. */
export default function OutboxPage() {
  const { t } = useLingui()
  const outbox = useOutbox()
  const draft = useStoredDraft()
  const nothing = outbox.ready && !outbox.failure && outbox.entries.length === 0 && draft === null
  return (
    <Page title={t`Mes envois`}>
      <div className={styles.list}>
        <SendAll outbox={outbox} />
        <OthersEntries count={outbox.others} />
        {draft && <DraftCard draft={draft} />}
        {outbox.entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry} />
        ))}
        {nothing && (
          <EmptyState
            icon={Send}
            title={t`Rien n’attend`}
            action={<ButtonLink icon={Megaphone} href="/signaler">{t`Signaler`}</ButtonLink>}
          >
            {t`Vos signalements et vos commentaires apparaîtront ici, avec leur état d’envoi, même sans réseau.`}
          </EmptyState>
        )}
      </div>
    </Page>
  )
}

/** On a shared phone: that something of somebody else waits, never what. */
function OthersEntries({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Notice
      title={
        <Plural
          value={count}
          one="# envoi d’une autre personne attend sur ce téléphone"
          other="# envois d’autres personnes attendent sur ce téléphone"
        />
      }
    />
  )
}
