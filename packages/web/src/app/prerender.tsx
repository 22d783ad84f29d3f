import { setupI18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { StrictMode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Router } from 'wouter'
import { messages as english } from '../locales/en/first-screen.po'
import { messages as french } from '../locales/fr/first-screen.po'
import { DemoBanner } from '../ui/demo-banner.tsx'
import { Frame } from './frame.tsx'
import { Waiting } from './waiting.tsx'

/** Draws, for the build, what stands at `address` before any script has run. */
export function prerender(locale: 'fr' | 'en', address: string): string {
  const i18n = setupI18n({ locale, messages: { fr: french, en: english } })
  return renderToStaticMarkup(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Router ssrPath={address}>
          <Frame banner={<DemoBanner />}>
            <Waiting />
          </Frame>
        </Router>
      </I18nProvider>
    </StrictMode>,
  )
}
