import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function WhoSeesWhatPage() {
  const { t } = useLingui()
  return <Page title={t`Qui voit quoi`} />
}
