import { Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, CloudOff, LoaderCircle, OctagonX } from 'lucide-react'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import styles from './entry-state.module.css'
import { momentWords, receivedWords, stageOf } from './entry-words.ts'
import { faultWords } from './fault-words.ts'
import type { OutboxEntry } from './outbox-entry.ts'

const ICONS = { saved: CloudOff, sending: LoaderCircle, received: CircleCheck, refused: OctagonX }

/** Where one entry stands, in the words that are never confused, and why it goes no further. */
export function EntryState({ entry }: { entry: OutboxEntry }) {
  const { i18n, t } = useLingui()
  const now = useNow()
  const stage = stageOf(entry)
  const fault = entry.lastError && faultWords(entry.lastError)
  // The server said how long to wait; any other wait may end sooner, by itself.
  const mustWait = entry.lastError?.code === 'RATE_LIMITED' && entry.nextAttemptAt > now
  const nextAttempt = momentWords(new Date(entry.nextAttemptAt), new Date(now), i18n.locale)
  return (
    <div className={styles.state} data-stage={stage}>
      <p className={styles.line}>
        <Icon of={ICONS[stage]} />
        <span>
          {stage === 'saved' && t`Enregistré sur ce téléphone, pas encore envoyé`}
          {stage === 'sending' && t`Enregistré sur ce téléphone, envoi en cours…`}
          {stage === 'received' && i18n._(receivedWords(entry, new Date(now), i18n.locale))}
          {stage === 'refused' && t`Refusé : il n’a pas été publié`}
        </span>
      </p>
      {fault && (stage === 'saved' || stage === 'refused') && (
        <p className={styles.reason}>{typeof fault === 'string' ? fault : i18n._(fault)}</p>
      )}
      {stage === 'saved' && mustWait && (
        <p className={styles.reason}>
          <Trans>Prochain essai {nextAttempt}.</Trans>
        </p>
      )}
      {stage === 'saved' && entry.mayHaveArrived && (
        <p className={styles.reason}>
          <Trans>
            Un essai est resté sans réponse : il est peut-être arrivé. Le renvoyer ne le publiera pas deux
            fois.
          </Trans>
        </p>
      )}
    </div>
  )
}
