import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Clock } from 'lucide-react'
import { Link } from 'wouter'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { When } from '../../ui/when.tsx'
import { AuthorName } from '../author-name.tsx'
import type { AlertView } from '../use-alert.ts'
import styles from './alert-comments.module.css'
import { CommentForm } from './comment-form.tsx'
import { usePendingComments } from './use-pending-comments.ts'

interface AlertCommentsProps {
  alertId: string
  total: number
  view: AlertView
  /** Heading level of its place. */
  level: 2 | 3
}

/** What neighbours, town hall and police add below an alert, oldest first, and the place to add to it. */
export function AlertComments({ alertId, total, view, level }: AlertCommentsProps) {
  const { t } = useLingui()
  const listed = view.comments ?? []
  const pending = usePendingComments(alertId, listed)
  const Heading = `h${level}` as const
  const left = total - listed.length
  return (
    <section className={styles.comments} aria-labelledby="comments">
      <Heading id="comments">
        {total > 0 ? <Plural value={total} one="# commentaire" other="# commentaires" /> : t`Commentaires`}
      </Heading>
      {total === 0 && pending.length === 0 && (
        <p className={styles.quiet}>
          <Trans>Personne n’a encore rien ajouté. Vous avez vu quelque chose ? Dites-le ici.</Trans>
        </p>
      )}
      <ol className={styles.list}>
        {listed.map((comment) => (
          <li key={comment.id} className={styles.comment}>
            <p className={styles.head}>
              <AuthorName person={comment.author} /> <When at={comment.createdAt} className={styles.when} />
            </p>
            <p className={styles.text}>{comment.text}</p>
          </li>
        ))}
      </ol>
      {view.comments === null && total > 0 && (
        <p className={styles.quiet}>
          {view.failed ? (
            <Trans>Les commentaires se liront ici dès que le réseau sera revenu.</Trans>
          ) : (
            <Trans>Lecture des commentaires…</Trans>
          )}
        </p>
      )}
      {view.hasMoreComments && (
        <Button busy={view.loadingMore} onClick={view.loadMoreComments}>
          <Plural value={left} one="Afficher le suivant" other="Afficher les suivants (encore #)" />
        </Button>
      )}
      {pending.length > 0 && (
        <ol className={styles.list}>
          {pending.map((comment) => (
            <li key={comment.id} className={styles.comment} data-state={comment.state}>
              <p className={styles.head}>
                <strong>
                  <Trans>Vous</Trans>
                </strong>{' '}
                <When at={comment.savedAt} className={styles.when} />
              </p>
              <p className={styles.text}>{comment.text}</p>
              {comment.state === 'waiting' && (
                <p className={styles.waiting}>
                  <Icon of={Clock} size="small" />
                  <Trans>Enregistré sur ce téléphone, pas encore envoyé</Trans>
                </p>
              )}
              {comment.state === 'refused' && (
                <p className={styles.waiting}>
                  <span>
                    <Trans>Pas accepté par le serveur.</Trans>{' '}
                    <Link href="/envois">
                      <Trans>Voir pourquoi</Trans>
                    </Link>
                  </span>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      <CommentForm alertId={alertId} />
    </section>
  )
}
