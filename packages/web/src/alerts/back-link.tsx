import { Trans } from '@lingui/react/macro'
import { ArrowLeft } from 'lucide-react'
import { useLocation } from 'wouter'
import { Button } from '../ui/button.tsx'

/** The way back where the app, installed, shows no browser's button: one screen back, or to the feed. */
export function BackLink() {
  const [, navigate] = useLocation()
  return (
    <Button
      tone="quiet"
      icon={ArrowLeft}
      onClick={() => (window.history.length > 1 ? window.history.back() : navigate('/'))}
    >
      <Trans>Retour</Trans>
    </Button>
  )
}
