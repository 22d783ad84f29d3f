import { Trans } from '@lingui/react/macro'
import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AlertDetail } from '../detail/alert-detail.tsx'
import { headlineOf } from '../headline.ts'
import { useAlert } from '../use-alert.ts'
import styles from './board.module.css'
import { HandleAlert } from './handle-alert.tsx'

interface BoardDetailProps {
  id: string
  onClose: () => void
  /** Larger targets, for a thumb in a moving car. */
  large?: boolean
}

/** The chosen alert beside the list, or in its place on a phone: all that is known, and what can be done. */
export function BoardDetail({ id, onClose, large }: BoardDetailProps) {
  const view = useAlert(id)
  const heading = useRef<HTMLHeadingElement>(null)
  const { alert } = view
  const shown = alert?.id
  useEffect(() => {
    // Opened by key or tap: the reader goes on in the detail. Not when a page was loaded with it.
    if (shown && document.activeElement !== document.body) heading.current?.focus()
  }, [shown])
  return (
    <Card as="article" className={styles.detail}>
      <div className={styles.close}>
        <Button tone="quiet" icon={ArrowLeft} className={styles.back} onClick={onClose}>
          <Trans>Revenir à la liste</Trans>
        </Button>
        <Button tone="quiet" icon={X} className={styles.cross} onClick={onClose}>
          <Trans>Fermer</Trans>
        </Button>
      </div>
      {alert && (
        <>
          <h2 ref={heading} tabIndex={-1} className={styles.headline}>
            {headlineOf(alert.description)}
          </h2>
          <AlertDetail
            alert={alert}
            view={view}
            seesReach
            level={3}
            actions={<HandleAlert alert={alert} large={large} />}
          />
        </>
      )}
      {!alert && view.absent && (
        <p>
          <Trans>Cette alerte n’existe pas, ou elle n’est pas visible depuis votre compte.</Trans>
        </p>
      )}
      {!alert && view.failed && (
        <p>
          <Trans>
            Cette alerte n’est pas encore sur cet appareil. Elle s’ouvrira dès que le réseau sera revenu.
          </Trans>
        </p>
      )}
      {!alert && !view.absent && !view.failed && <Skeleton rows={5} shape="line" />}
    </Card>
  )
}
