import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { withWords } from './locale.ts'
import NotFoundPage from './not-found.page.tsx'
import { RequireSignIn } from './require-sign-in.tsx'

const FeedPage = lazy(() => import('./feed.page.tsx'))
const MapPage = lazy(withWords(() => import('../alerts/map.page.tsx')))
const ReportAlertPage = lazy(withWords(() => import('../alerts/report-alert.page.tsx')))
const AlertPage = lazy(withWords(() => import('../alerts/alert.page.tsx')))
const OutboxPage = lazy(withWords(() => import('../outbox/outbox.page.tsx')))
const EntryPage = lazy(withWords(() => import('./entry.page.tsx')))
const MePage = lazy(withWords(() => import('./me.page.tsx')))
const SignInPage = lazy(withWords(() => import('../identity/sign-in.page.tsx')))
const WhoSeesWhatPage = lazy(withWords(() => import('../identity/who-sees-what.page.tsx')))
const TownHallBoardPage = lazy(withWords(() => import('../town-hall/board.page.tsx')))
const PoliceBoardPage = lazy(withWords(() => import('../police/board.page.tsx')))
const AccessibilityPage = lazy(withWords(() => import('./accessibility.page.tsx')))
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
      {SIGNED_IN.map(([path, Page]) => (
        <Route key={path} path={path}>
          <RequireSignIn>
            <Page />
          </RequireSignIn>
        </Route>
      ))}
      {ON_THE_PHONE.map(([path, Page]) => (
        <Route key={path} path={path}>
          <RequireSignIn evenExpired>
            <Page />
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
