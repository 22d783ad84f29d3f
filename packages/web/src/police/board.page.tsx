import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function PoliceBoardPage() {
  const { t } = useLingui()
  return <Page title={t`Police municipale`} />
}
