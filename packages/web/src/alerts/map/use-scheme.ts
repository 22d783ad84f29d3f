import { type RefObject, useEffect, useState } from 'react'

/** Whether an element is shown light or dark: by the system, the reader's choice or its surroundings. */
export function useScheme(ref: RefObject<HTMLElement | null>): 'light' | 'dark' | null {
  const [scheme, setScheme] = useState<'light' | 'dark' | null>(null)
  useEffect(() => {
    const look = () => {
      const ink = ref.current && getComputedStyle(ref.current).color
      const red = Number(/\d+/.exec(ink ?? '')?.[0] ?? 0)
      // Light text stands on a dark ground.
      setScheme(red > 128 ? 'dark' : 'light')
    }
    look()
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', look)
    const choice = new MutationObserver(look)
    choice.observe(document.documentElement, {
      attributes: true,
      subtree: true,
      attributeFilter: ['data-theme'],
    })
    return () => {
      system.removeEventListener('change', look)
      choice.disconnect()
    }
  }, [ref])
  return scheme
}
