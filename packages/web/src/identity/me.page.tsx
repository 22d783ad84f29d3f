import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function MePage() {
  const { t } = useLingui()
  return <Page title={t`Moi`} />
}
