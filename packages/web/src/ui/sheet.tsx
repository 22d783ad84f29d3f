import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './icon.tsx'
import styles from './sheet.module.css'

interface SheetProps {
  open: boolean
  /** Called for Escape, the cross, a tap beside the sheet and the phone's back gesture. */
  onClose: () => void
  title: ReactNode
  children?: ReactNode
  /** Buttons that stay in sight below the content. */
  footer?: ReactNode
}

/** A bottom sheet on a phone, a side panel on a desk. The focus stays inside and goes back where it came from. */
export function Sheet({ open, onClose, title, children, footer }: SheetProps) {
  const { t } = useLingui()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])

  // The dialog itself is what is hit when the tap lands on its backdrop.
  useEffect(() => {
    const element = dialog.current
    const closeFromBackdrop = (event: MouseEvent) => {
      if (event.target === element) element?.close()
    }
    element?.addEventListener('click', closeFromBackdrop)
    return () => element?.removeEventListener('click', closeFromBackdrop)
  }, [])

  return (
    <dialog ref={dialog} className={styles.sheet} aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <div className={styles.inside}>
          <header className={styles.header}>
            <h2 id={titleId}>{title}</h2>
            <button type="button" className={styles.close} onClick={onClose} aria-label={t`Fermer`}>
              <Icon of={X} />
            </button>
          </header>
          <div className={styles.content}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  )
}
