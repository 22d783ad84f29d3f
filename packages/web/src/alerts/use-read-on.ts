import { type RefObject, useEffect, useRef } from 'react'

/**
 * Whoever pressed « Afficher plus » reads on at the first alert that came, by keyboard too and when no button is left.
 * `list` holds the rows, of which `count` are shown.
 * @returns to be called when more is asked for
 */
export function useReadOn(list: RefObject<HTMLElement | null>, count: number): () => void {
  const had = useRef<number>(null)
  useEffect(() => {
    if (had.current === null || count <= had.current) return
    const first = list.current?.querySelectorAll('article')[had.current]
    had.current = null
    first?.querySelector('a')?.focus({ preventScroll: true })
  }, [list, count])
  return () => {
    had.current = count
  }
}
