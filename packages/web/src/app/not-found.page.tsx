import { Trans, useLingui } from '@lingui/react/macro'
import { House, Signpost } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

/** An address that leads nowhere. */
export default function NotFoundPage() {
  const { t } = useLingui()
  return (
    <Page title={t`Page introuvable`}>
      <EmptyState
        icon={Signpost}
        title={<Trans>Cette adresse ne mène nulle part</Trans>}
        action={
          <ButtonLink href="/" tone="primary" icon={House}>
            <Trans>Revenir au fil</Trans>
          </ButtonLink>
        }
      >
        <Trans>Le lien est peut-être incomplet, ou la page a changé de place.</Trans>
      </EmptyState>
    </Page>
  )
}
