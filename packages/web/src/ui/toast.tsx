import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { createStore, useStore } from './store.ts'
import styles from './toast.module.css'

interface Toast {
  /** A second toast of the same id replaces the first. */
  id: string
  text: ReactNode
  /** « Annuler », « Mettre à jour ». */
  action?: { label: ReactNode; run: () => void }
}

const toasts = createStore<readonly Toast[]>([])

/** Shows a message above the page until it is dismissed, acted on or replaced: nothing disappears by itself. */
export function showToast(toast: Toast): void {
  toasts.set([...toasts.get().filter(({ id }) => id !== toast.id), toast].slice(-3))
}

/** Takes a message away, for example because it is no longer true. */
export function dismissToast(id: string): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id))
}

/** Where messages appear; stands once, in the shell. */
export function Toasts() {
  const { t } = useLingui()
  const shown = useStore(toasts)
  return (
    <section className={styles.stack} aria-live="polite" aria-label={t`Messages`}>
      {shown.map(({ id, text, action }) => (
        <div key={id} className={styles.toast}>
          <p className={styles.text}>{text}</p>
          {action && (
            <Button
              tone="quiet"
              className={styles.action}
              onClick={() => {
                dismissToast(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <button
            type="button"
            className={styles.close}
            onClick={() => dismissToast(id)}
            aria-label={t`Fermer le message`}
          >
            <Icon of={X} />
          </button>
        </div>
      ))}
    </section>
  )
}
