import { useLocation, useSearch } from 'wouter'

/** The way in, and from there back to this screen. */
export function useSignInPath(): string {
  const [address] = useLocation()
  const search = useSearch()
  const back = search ? `${address}?${search}` : address
  return `/connexion?${new URLSearchParams({ retour: back })}`
}
