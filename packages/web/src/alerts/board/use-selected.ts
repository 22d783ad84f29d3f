import { useLocation, useSearchParams } from 'wouter'

const NAME = 'alerte'

export interface Selected {
  /** The id of the shown alert, or null. */
  selected: string | null
  addressOf: (id: string) => string
  choose: (id: string) => void
  close: () => void
}

/** Which alert a board shows beside its list; it lives in the address, so that the back button closes it. */
export function useSelected(): Selected {
  const [path, navigate] = useLocation()
  const [search] = useSearchParams()
  const address = (id: string | null) => {
    const next = new URLSearchParams(search)
    if (id) next.set(NAME, id)
    else next.delete(NAME)
    return next.size > 0 ? `${path}?${next}` : path
  }
  return {
    selected: search.get(NAME),
    addressOf: address,
    choose: (id) => navigate(address(id)),
    close: () => navigate(address(null)),
  }
}
