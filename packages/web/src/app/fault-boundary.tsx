import { Trans } from '@lingui/react/macro'
import { RotateCw } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { updateApp } from '../outbox/update-app.ts'
import { Button } from '../ui/button.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'

interface FaultBoundaryProps {
  /** Shown as heading when the screen could not be. */
  title: string
  /** Where one is; another address is another attempt. */
  address: string
  children: ReactNode
}

/** Keeps a broken screen from taking the app with it. */
export class FaultBoundary extends Component<FaultBoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidUpdate(before: FaultBoundaryProps) {
    if (this.state.broken && before.address !== this.props.address) this.setState({ broken: false })
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <Page title={this.props.title}>
        <EmergencyStrip />
        <Notice
          tone="attention"
          title={<Trans>Cet écran n’a pas pu s’ouvrir</Trans>}
          actions={
            <Button icon={RotateCw} onClick={() => void updateApp()}>
              <Trans>Recharger Vigie</Trans>
            </Button>
          }
        >
          <Trans>
            La faute est la nôtre. Ce que vous avez enregistré sur ce téléphone y est toujours, dans « Mes
            envois ».
          </Trans>
        </Notice>
      </Page>
    )
  }
}
