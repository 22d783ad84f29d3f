import { DemoBanner } from '../../ui/demo-banner.tsx'
import { EmergencyStrip } from '../../ui/emergency-strip.tsx'
import { LanguageSwitch } from '../../ui/language-switch.tsx'
import { OfflineBadge } from '../../ui/offline-badge.tsx'
import { Page } from '../../ui/page.tsx'
import { StaleData } from '../../ui/stale-data.tsx'
import { ThemeSwitch } from '../../ui/theme-switch.tsx'
import { chooseLocale } from '../locale.ts'
import { Controls } from './controls.tsx'
import styles from './gallery.module.css'
import { Messages } from './messages.tsx'
import { Overlays } from './overlays.tsx'
import { Words } from './words.tsx'

/** Every component on one page, for looking at. Not part of the built app. */
export default function GalleryPage() {
  return (
    <Page
      wide
      title="Composants"
      lead="Tout ce dont les écrans sont faits, pour être regardé."
      aside={
        <>
          <StaleData savedAt={new Date(Date.now() - 5_400_000)} />
          <OfflineBadge />
        </>
      }
    >
      <div className={styles.row}>
        <LanguageSwitch onChoose={chooseLocale} />
        <ThemeSwitch />
      </div>
      <EmergencyStrip policePhone="04 50 12 34 56" />
      <DemoBanner />
      <section className={styles.section} aria-label="Contenu">
        <Words />
        <Controls />
        <Messages />
        <Overlays />
      </section>
    </Page>
  )
}
