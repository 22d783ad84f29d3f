import { createStore, useStore } from './store.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

interface Announcement {
  text: string
  /** Makes a repeated sentence a new node, which is read again. */
  serial: number
}

const polite = createStore<Announcement>({ text: '', serial: 0 })
const assertive = createStore<Announcement>({ text: '', serial: 0 })

/**
 * Has screen readers read `text`. `polite` waits for a pause; `assertive` interrupts and is only for an
 * immediate danger.
 */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const store = urgency === 'assertive' ? assertive : polite
  store.set({ text, serial: store.get().serial + 1 })
}

/** The two places that screen readers listen to; stands once, in the shell. */
export function LiveRegion() {
  const quiet = useStore(polite)
  const urgent = useStore(assertive)
  return (
    <VisuallyHidden>
      <span aria-live="polite">
        <span key={quiet.serial}>{quiet.text}</span>
      </span>
      <span aria-live="assertive">
        <span key={urgent.serial}>{urgent.text}</span>
      </span>
    </VisuallyHidden>
  )
}
