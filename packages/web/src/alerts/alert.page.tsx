import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from 'wouter'
import { useViewer } from '../app/session.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { BackLink } from './back-link.tsx'
import { HandleAlert } from './board/handle-alert.tsx'
import { AlertDetail } from './detail/alert-detail.tsx'
import { headlineOf } from './headline.ts'
import { useAlert } from './use-alert.ts'

/** One alert and what became of it. */
export default function AlertPage() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const view = useAlert(id)
  const handles = useViewer()?.handlesAlerts ?? false
  const { alert } = view
  if (!alert) {
    return (
      <Page title={view.absent ? t`Alerte introuvable` : t`Alerte`} back={<BackLink />}>
        {view.absent && (
          <p>
            <Trans>Cette alerte n’existe pas, ou elle n’est pas visible depuis votre compte.</Trans>
          </p>
        )}
        {view.failed && (
          <p>
            <Trans>
              Cette alerte n’est pas encore sur ce téléphone. Elle s’ouvrira dès que le réseau sera revenu.
            </Trans>
          </p>
        )}
        {(view.absent || view.failed) && (
          <ButtonLink href="/">
            <Trans>Revenir au fil</Trans>
          </ButtonLink>
        )}
      </Page>
    )
  }
  return (
    <Page title={headlineOf(alert.description)} back={<BackLink />}>
      <AlertDetail
        alert={alert}
        view={view}
        seesReach={handles}
        actions={handles && <HandleAlert alert={alert} />}
      />
    </Page>
  )
}
