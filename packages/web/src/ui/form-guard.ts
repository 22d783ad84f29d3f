import { useEffect } from 'react'
import { createStore, useStore } from './store.ts'

const openForms = createStore(0)

/** While `writing` is true, nothing reloads the page or covers it: an update waits. */
export function useFormGuard(writing: boolean): void {
  useEffect(() => {
    if (!writing) return
    openForms.set(openForms.get() + 1)
    return () => openForms.set(openForms.get() - 1)
  }, [writing])
}

/** Whether somebody is writing. */
export function useFormOpen(): boolean {
  return useStore(openForms) > 0
}
