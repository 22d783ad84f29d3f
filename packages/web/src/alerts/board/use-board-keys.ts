import { type RefObject, useEffect, useEffectEvent } from 'react'

interface BoardKeys {
  /** Holds the rows; each row's link carries `data-row`. */
  list: RefObject<HTMLElement | null>
  search: RefObject<HTMLInputElement | null>
  onHelp: () => void
  onClose: () => void
}

/** The desk's keys: `j` and `k` go down and up, `/` searches, `?` explains, Escape closes. Enter opens, as on any link. */
export function useBoardKeys({ list, search, onHelp, onClose }: BoardKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector('dialog[open]')) return
    if (event.key === 'Escape') {
      if (isWriting(event.target)) search.current?.blur()
      else onClose()
      return
    }
    if (isWriting(event.target)) return
    const act = { j: () => step(1), k: () => step(-1), '/': () => search.current?.focus(), '?': onHelp }[
      event.key
    ]
    if (!act) return
    event.preventDefault()
    act()
  })

  function step(by: 1 | -1) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const focused = rows.findIndex((row) => row.matches(':focus'))
    const at = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
