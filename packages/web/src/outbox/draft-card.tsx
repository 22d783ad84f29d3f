import { useLingui } from '@lingui/react/macro'
import { FilePenLine, Pencil } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import type { Draft } from './draft.ts'
import styles from './entry-card.module.css'
import { momentWords } from './entry-words.ts'

/** The draft: it is not saved for sending, and says so. */
export function DraftCard({ draft }: { draft: Draft }) {
  const { i18n, t } = useLingui()
  const now = useNow()
  const changedAt = momentWords(new Date(draft.changedAt), new Date(now), i18n.locale)
  return (
    <Card as="article" aria-labelledby="draft">
      <div className={styles.head}>
        <h2 id="draft" className={styles.kind}>
          <span className={styles.mark}>
            <Icon of={FilePenLine} size="small" />
            {t`Brouillon`}
          </span>
        </h2>
        <p className={styles.saved}>{t`modifié ${changedAt}`}</p>
      </div>
      {draft.fields.description && <p className={styles.content}>{draft.fields.description}</p>}
      <div>
        <ButtonLink icon={Pencil} href="/signaler">{t`Reprendre le brouillon`}</ButtonLink>
      </div>
    </Card>
  )
}
