import { Trans } from '@lingui/react/macro'
import { MessageSquareQuote } from 'lucide-react'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './last-note.module.css'

/** The newest word of the police or the town hall to whoever reported; nothing when there is none. */
export function LastNote({ alert }: { alert: AlertRowFragment }) {
  const step = alert.handling.findLast((it) => it.note)
  if (!step) return null
  const { name } = step.by
  return (
    <blockquote className={styles.note}>
      <Icon of={MessageSquareQuote} size="small" />
      <span>
        <cite className={styles.by}>
          <Trans>{name} vous répond</Trans>
        </cite>
        {step.note}
      </span>
    </blockquote>
  )
}
