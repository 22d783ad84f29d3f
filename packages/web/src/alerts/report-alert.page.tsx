import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function ReportAlertPage() {
  const { t } = useLingui()
  return <Page title={t`Signaler`} />
}
