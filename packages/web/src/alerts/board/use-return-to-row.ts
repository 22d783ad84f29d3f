import { type RefObject, useEffect, useRef } from 'react'

/** When a board's detail closes, the reader is back at the row they came from, by focus and by place. */
export function useReturnToRow(list: RefObject<HTMLElement | null>, selected: string | null): void {
  const last = useRef(selected)
  useEffect(() => {
    const left = last.current
    last.current = selected
    if (selected || !left) return
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${left}"]`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [list, selected])
}
