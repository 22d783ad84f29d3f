import type { AlertStatus } from '@vigie/schema'
import { useEffect, useRef } from 'react'

const HEADLINE = 'h1[tabindex], h2[tabindex], [data-row]'

/**
 * A button that did its work goes, and the focus with it: who works by keyboard or listens goes on at the alert's
 * headline, not at the top of the page; so too when the step is undone. `reached` is what the buttons follow.
 * @returns to be called when a button is pressed, while it is still there
 */
export function useKeptFocus(reached: AlertStatus): () => void {
  const headline = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of it that takes buttons away.
  useEffect(() => {
    if (document.activeElement === document.body) headline.current?.focus({ preventScroll: true })
  }, [reached])
  return () => {
    const alert = document.activeElement?.closest(`article:has(${HEADLINE}), main`)
    headline.current = alert?.querySelector<HTMLElement>(HEADLINE) ?? null
  }
}
