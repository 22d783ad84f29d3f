import { useEffect } from 'react'
import { createStore, useStore } from './store.ts'

const openForms = createStore(0)

/** While `writing` is true, nothing reloads the page or covers it: an update waits. */
export function useFormGuard(writing: boolean): void {
  useEffect(() => {
    if (!writing) return
    return openForm()
  }, [writing])
}

/** Notes that a form is being written in; gives how to note its end. */
export function openForm(): () => void {
  openForms.set(openForms.get() + 1)
  return () => openForms.set(openForms.get() - 1)
}

/** Resolves when nobody is writing, at once if so: what would take the form away waits for it. */
export function formsClosed(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (isFormOpen()) return
      stop()
      resolve()
    }
    const stop = openForms.subscribe(look)
    look()
  })
}

/** Whether somebody is writing, at this moment. */
export function isFormOpen(): boolean {
  return openForms.get() > 0
}

/** Whether somebody is writing. */
export function useFormOpen(): boolean {
  return useStore(openForms) > 0
}
