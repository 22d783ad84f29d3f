import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import NotFoundPage from './not-found.page.tsx'

const FeedPage = lazy(() => import('../alerts/feed.page.tsx'))
const MapPage = lazy(() => import('../alerts/map.page.tsx'))
const ReportAlertPage = lazy(() => import('../alerts/report-alert.page.tsx'))
const AlertPage = lazy(() => import('../alerts/alert.page.tsx'))
const OutboxPage = lazy(() => import('../outbox/outbox.page.tsx'))
const MePage = lazy(() => import('../identity/me.page.tsx'))
const SignInPage = lazy(() => import('../identity/sign-in.page.tsx'))
const WhoSeesWhatPage = lazy(() => import('../identity/who-sees-what.page.tsx'))
const TownHallBoardPage = lazy(() => import('../town-hall/board.page.tsx'))
const PoliceBoardPage = lazy(() => import('../police/board.page.tsx'))
const AccessibilityPage = lazy(() => import('./accessibility.page.tsx'))

/** Every address of the app and the page it shows. A page is fetched when it is first opened. */
export function Routes() {
  return (
    <Switch>
      <Route path="/" component={FeedPage} />
      <Route path="/carte" component={MapPage} />
      <Route path="/signaler" component={ReportAlertPage} />
      <Route path="/envois" component={OutboxPage} />
      <Route path="/moi" component={MePage} />
      <Route path="/alertes/:id" component={AlertPage} />
      <Route path="/mairie" component={TownHallBoardPage} />
      <Route path="/police" component={PoliceBoardPage} />
      <Route path="/connexion" component={SignInPage} />
      <Route path="/qui-voit-quoi" component={WhoSeesWhatPage} />
      <Route path="/accessibilite" component={AccessibilityPage} />
      <Route component={NotFoundPage} />
    </Switch>
  )
}
