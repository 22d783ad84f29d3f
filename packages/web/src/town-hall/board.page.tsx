import { useLingui } from '@lingui/react/macro'
import { Page } from '../ui/page.tsx'

export default function TownHallBoardPage() {
  const { t } = useLingui()
  return <Page title={t`Mairie`} />
}
