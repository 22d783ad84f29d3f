import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function MapPage() {
  const { t } = useLingui()
  return <Page title={t`Carte`} />
}
