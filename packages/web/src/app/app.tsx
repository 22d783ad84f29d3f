import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { DataLayer } from './apollo.ts'
import type { KeptData } from './kept-data.ts'
import { Routes } from './routes.tsx'
import { SessionProvider } from './session-provider.tsx'
import { Shell } from './shell.tsx'

interface AppProps {
  data: DataLayer
  /** What this device kept from last time. */
  kept: KeptData | null
}

/** Everything around the pages: language, data, session, shell. */
export function App({ data, kept }: AppProps) {
  return (
    <I18nProvider i18n={i18n}>
      <SessionProvider data={data} kept={kept}>
        <Shell>
          <Routes />
        </Shell>
      </SessionProvider>
    </I18nProvider>
  )
}
