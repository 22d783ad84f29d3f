import { Trans, useLingui } from '@lingui/react/macro'
import { EMERGENCY_NUMBERS } from '@vigie/schema'
import { MessageSquareText, Phone } from 'lucide-react'
import styles from './emergency-strip.module.css'
import { Icon } from './icon.tsx'

interface EmergencyStripProps {
  /** The municipal police's telephone as it is written, or null when the town gave none. */
  policePhone?: string | null
}

/** Stands above every place where an alert begins: links that dial, readable without a network. */
export function EmergencyStrip({ policePhone }: EmergencyStripProps) {
  const { t, i18n } = useLingui()
  const language = i18n.locale === 'en' ? 'en' : 'fr'
  return (
    <section className={styles.strip} aria-label={t`Numéros d’urgence`}>
      <p className={styles.question}>
        <Trans>Danger immédiat ?</Trans>
      </p>
      <ul className={styles.numbers}>
        {EMERGENCY_NUMBERS.map(({ number, href, label }) => {
          const word = label[language]
          const bySms = href.startsWith('sms:')
          return (
            <li key={number}>
              <a
                href={href}
                className={styles.number}
                title={word}
                aria-label={bySms ? t`Écrire au ${number} ${word}` : t`Appeler le ${number}, ${word}`}
              >
                <Icon of={bySms ? MessageSquareText : Phone} size="small" />
                {number}
                {bySms && (
                  <small>
                    <Trans>par SMS</Trans>
                  </small>
                )}
              </a>
            </li>
          )
        })}
      </ul>
      {policePhone && (
        <p className={styles.police}>
          <Trans>Police municipale :</Trans>{' '}
          <a href={`tel:${policePhone.replace(/[^+\d]/g, '')}`} className={styles.policeNumber}>
            {policePhone}
          </a>
        </p>
      )}
    </section>
  )
}
