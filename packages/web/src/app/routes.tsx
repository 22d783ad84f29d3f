import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import NotFoundPage from './not-found.page.tsx'
import { RequireSignIn } from './require-sign-in.tsx'

const FeedPage = lazy(() => import('./feed.page.tsx'))
const MapPage = lazy(() => import('../alerts/map.page.tsx'))
const ReportAlertPage = lazy(() => import('../alerts/report-alert.page.tsx'))
const AlertPage = lazy(() => import('../alerts/alert.page.tsx'))
const OutboxPage = lazy(() => import('../outbox/outbox.page.tsx'))
const EntryPage = lazy(() => import('./entry.page.tsx'))
const MePage = lazy(() => import('./me.page.tsx'))
const SignInPage = lazy(() => import('../identity/sign-in.page.tsx'))
const WhoSeesWhatPage = lazy(() => import('../identity/who-sees-what.page.tsx'))
const TownHallBoardPage = lazy(() => import('../town-hall/board.page.tsx'))
const PoliceBoardPage = lazy(() => import('../police/board.page.tsx'))
const AccessibilityPage = lazy(() => import('./accessibility.page.tsx'))
const GalleryPage = import.meta.env.DEV ? lazy(() => import('./gallery/gallery.page.tsx')) : NotFoundPage

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
