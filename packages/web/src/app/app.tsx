import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { Suspense } from 'react'
import { Routes } from './routes.tsx'

/** Everything around the pages: language, data, session, shell. */
export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <Suspense>
        <Routes />
      </Suspense>
    </I18nProvider>
  )
}
