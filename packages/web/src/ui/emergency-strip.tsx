import { Trans, useLingui } from '@lingui/react/macro'
import { EMERGENCY_NUMBERS } from '@vigie/schema'
import { Phone } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './emergency-strip.module.css'
import { Icon } from './icon.tsx'

interface EmergencyStripProps {
  /** The municipal police's telephone as it is written, or null when the town gave none. */
  policePhone?: string | null
  /** One row of numbers: above a list, where the form with all of them is a tap away. */
  compact?: boolean
}

/** Stands above every place where an alert begins: links that dial, readable without a network. */
export function EmergencyStrip({ policePhone, compact }: EmergencyStripProps) {
  const { t, i18n } = useLingui()
  const nameOf = (number: string, word: string, bySms: boolean) => {
    if (!bySms) return t`Appeler le ${number}, ${word}`
    // What is read must hold what is shown.
    return compact ? t`Écrire au ${number} SMS : ${word}` : t`Écrire au ${number} ${word}`
  }
  const language = i18n.locale === 'en' ? 'en' : 'fr'
  return (
    <section
      className={classNames(styles.strip, compact && styles.compact)}
      aria-label={t`Numéros d’urgence`}
    >
      <div className={styles.content}>
        <p className={styles.question}>
          <Icon of={Phone} size="small" />
          <Trans>Danger immédiat ?</Trans>
        </p>
        <ul className={styles.numbers}>
          {EMERGENCY_NUMBERS.map(({ number, href, label }) => {
            const word = label[language]
            const bySms = href.startsWith('sms:')
            return (
              <li key={number} className={bySms ? styles.broad : undefined}>
                <a
                  href={href}
                  className={styles.number}
                  title={word}
                  aria-label={nameOf(number, word, bySms)}
                >
                  {number} {bySms && <small>{compact ? <Trans>SMS</Trans> : <Trans>par SMS</Trans>}</small>}
                </a>
              </li>
            )
          })}
          {policePhone && (
            <li className={styles.broad}>
              <a href={`tel:${policePhone.replace(/[^+\d]/g, '')}`} className={styles.number}>
                <small>
                  <Trans>Police municipale</Trans>
                </small>
                <span className={styles.whole}>{policePhone}</span>
              </a>
            </li>
          )}
        </ul>
      </div>
    </section>
  )
}
