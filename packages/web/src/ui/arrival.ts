import { type RefObject, useEffect } from 'react'
import { useLocation } from 'wouter'

let lastArrival: string | null = null
let movedByHistory = false

window.addEventListener('popstate', () => {
  movedByHistory = true
})

/**
 * On arrival at a new address: moves the focus to the screen's heading, which is thereby read aloud, and starts
 * at the top. The first screen is left to the browser; going back keeps the place in the page.
 */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  const [address] = useLocation()
  useEffect(() => {
    const first = lastArrival === null
    if (lastArrival === address) return
    lastArrival = address
    const back = movedByHistory
    movedByHistory = false
    if (first) return
    if (!back) window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [address, heading])
}
