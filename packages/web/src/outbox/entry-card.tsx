import { useLingui } from '@lingui/react/macro'
import { MessageSquareText, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '../ui/card.tsx'
import { CategoryMark } from '../ui/category.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { EntryActions } from './entry-actions.tsx'
import styles from './entry-card.module.css'
import { EntryPhotos } from './entry-photos.tsx'
import { EntryState } from './entry-state.tsx'
import { contentOf, KIND, momentWords } from './entry-words.ts'
import type { OutboxEntry } from './outbox-entry.ts'

interface EntryCardProps {
  entry: OutboxEntry
  children?: ReactNode
}

/** One entry of the outbox: what it is, how far it has come, what can be done. */
export function EntryCard({ entry, children }: EntryCardProps) {
  const { i18n, t } = useLingui()
  const now = useNow()
  const savedAt = momentWords(new Date(entry.savedAt), new Date(now), i18n.locale)
  const content = contentOf(entry)
  return (
    <Card as="article" aria-labelledby={`entry-${entry.id}`}>
      <div className={styles.head}>
        <h2 id={`entry-${entry.id}`} className={styles.kind}>
          <Kind entry={entry} />
        </h2>
        <p className={styles.saved}>{t`écrit ${savedAt}`}</p>
      </div>
      {content && <p className={styles.content}>{content}</p>}
      <EntryState entry={entry} />
      <EntryPhotos entry={entry} />
      {children}
      <EntryActions entry={entry} />
    </Card>
  )
}

function Kind({ entry: { request } }: { entry: OutboxEntry }) {
  const { i18n } = useLingui()
  if (request.kind === 'reportAlert') return <CategoryMark category={request.input.category} />
  return (
    <span className={styles.mark}>
      <Icon of={request.kind === 'commentAlert' ? MessageSquareText : ShieldCheck} size="small" />
      {i18n._(KIND[request.kind])}
    </span>
  )
}
