import { type ComponentType, lazy, useState } from 'react'
import { Route, Switch } from 'wouter'
import { withWords } from './locale.ts'
import NotFoundPage from './not-found.page.tsx'
import { RequireSignIn } from './require-sign-in.tsx'

type Load = () => Promise<{ default: ComponentType }>

/** A page that can be fetched before it is shown. */
interface Fetchable {
  load: Load
  /** Once it has been fetched. */
  there: () => ComponentType | null
  Later: ComponentType
}

function page(fetchPage: Load): Fetchable {
  let there: ComponentType | null = null
  const load = async () => {
    const part = await fetchPage()
    there = part.default
    return part
  }
  return { load, there: () => there, Later: lazy(load) }
}

/**
 * Shows a page that is there at once, and another one when it is: React leaves what it shows in its place meanwhile
 * for a third of a second at least.
 */
function Screen({ page }: { page: Fetchable }) {
  const [Shown] = useState<ComponentType>(() => page.there() ?? page.Later)
  return <Shown />
}

const FeedPage = page(() => import('./feed.page.tsx'))
const ReportAlertPage = page(withWords(() => import('../alerts/report-alert.page.tsx')))
const SignInPage = lazy(withWords(() => import('../identity/sign-in.page.tsx')))

const screens = withWords(() => import('./screens.ts'))
const MapPage = page(async () => ({ default: (await screens()).MapPage }))
const AlertPage = page(async () => ({ default: (await screens()).AlertPage }))
const OutboxPage = page(async () => ({ default: (await screens()).OutboxPage }))
const EntryPage = page(async () => ({ default: (await screens()).EntryPage }))
const MePage = page(async () => ({ default: (await screens()).MePage }))
const WhoSeesWhatPage = lazy(async () => ({ default: (await screens()).WhoSeesWhatPage }))
const AccessibilityPage = lazy(async () => ({ default: (await screens()).AccessibilityPage }))

const boards = withWords(() => import('./boards.ts'))
const TownHallBoardPage = page(async () => ({ default: (await boards()).TownHallBoardPage }))
const PoliceBoardPage = page(async () => ({ default: (await boards()).PoliceBoardPage }))
const GalleryPage = import.meta.env.DEV
  ? lazy(withWords(() => import('./gallery/gallery.page.tsx')))
  : NotFoundPage

/** Every address of the app and the page it shows. A page is fetched when it is first opened. */
export function Routes() {
  return (
    <Switch>
      <Route path="/connexion" component={SignInPage} />
      <Route path="/qui-voit-quoi" component={WhoSeesWhatPage} />
      <Route path="/accessibilite" component={AccessibilityPage} />
      <Route path="/__ui" component={GalleryPage} />
      {SIGNED_IN.map(([path, page]) => (
        <Route key={path} path={path}>
          <RequireSignIn meanwhile={page.load}>
            <Screen page={page} />
          </RequireSignIn>
        </Route>
      ))}
      {ON_THE_PHONE.map(([path, page]) => (
        <Route key={path} path={path}>
          <RequireSignIn meanwhile={page.load} evenExpired>
            <Screen page={page} />
          </RequireSignIn>
        </Route>
      ))}
      <Route component={NotFoundPage} />
    </Switch>
  )
}

/** Screens that belong to somebody. */
const SIGNED_IN = [
  ['/', FeedPage],
  ['/carte', MapPage],
  ['/moi', MePage],
  ['/alertes/:id', AlertPage],
  ['/mairie', TownHallBoardPage],
  ['/police', PoliceBoardPage],
] as const

/** Screens that live from this phone alone: reporting must work whatever became of the session. */
const ON_THE_PHONE = [
  ['/signaler', ReportAlertPage],
  ['/envois', OutboxPage],
  ['/envois/:id', EntryPage],
] as const

/** Fetches the page at this address, if it belongs to somebody. Errors: it cannot be had. */
export async function loadPageAt(address: string): Promise<void> {
  const steps = address.split('/')
  const found = [...SIGNED_IN, ...ON_THE_PHONE].find(([path]) => {
    const names = path.split('/')
    return names.length === steps.length && names.every((it, at) => it.startsWith(':') || it === steps[at])
  })
  await found?.[1].load()
}
