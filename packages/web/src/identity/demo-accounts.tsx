import { Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@vigie/schema'
import { Handshake, House, Landmark, type LucideIcon, Scale, Settings, Shield } from 'lucide-react'
import type { SignInWelcomeQuery } from '../gen/graphql.ts'
import { Icon } from '../ui/icon.tsx'
import { ROLE_NAMES } from './role-words.ts'
import styles from './sign-in.module.css'

type Account = SignInWelcomeQuery['welcome']['demoAccounts'][number]

const ICONS: Record<Role, LucideIcon> = {
  RESIDENT: House,
  REFERENT: Handshake,
  MODERATOR: Scale,
  TOWN_HALL_AGENT: Landmark,
  POLICE_OFFICER: Shield,
  ADMINISTRATOR: Settings,
}

interface DemoAccountsProps {
  /** Null while the server is being asked. */
  accounts: readonly Account[] | null
  /** E-mail of the account that is being entered. */
  busy: string | null
  onChoose: (account: Account) => void
}

/** Places kept for the demo's accounts, so that nothing moves when they come. */
const PLACES = [1, 2, 3, 4, 5, 6]

/** In a demo, each account is one tap; everything in it is invented, and that is said. */
export function DemoAccounts({ accounts, busy, onChoose }: DemoAccountsProps) {
  const { t } = useLingui()
  return (
    <section className={styles.demo} aria-labelledby="demo">
      <h2 id="demo">
        <Trans>Essayer la démonstration</Trans>
      </h2>
      <p className={styles.demoNote}>
        <Trans>
          La ville, les personnes et les alertes sont inventées. Entrez à la place de l’une d’elles :
        </Trans>
      </p>
      <ul className={styles.accounts}>
        {accounts === null &&
          PLACES.map((place) => <li key={place} className={styles.account} aria-hidden />)}
        {accounts?.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className={styles.account}
              aria-disabled={busy !== null || undefined}
              onClick={() => busy === null && onChoose(account)}
            >
              <span className={styles.face} data-role={account.role}>
                <Icon of={ICONS[account.role]} />
              </span>
              <span>
                <span className={styles.name}>{account.name}</span>
                <span className={styles.role}>
                  {t(ROLE_NAMES[account.role])}
                  {account.neighbourhood && <> · {account.neighbourhood}</>}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
