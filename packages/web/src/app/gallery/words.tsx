import { ALERT_CATEGORIES, ALERT_STATUSES, CAP_SEVERITIES, ROLES } from '@vigie/schema'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { CategoryMark } from '../../ui/category.tsx'
import { RoleBadge } from '../../ui/role-badge.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { StatusPill } from '../../ui/status-pill.tsx'
import { When } from '../../ui/when.tsx'
import styles from './gallery.module.css'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** Badges, marks and moments. */
export function Words() {
  return (
    <div className={styles.columns}>
      <Card>
        <h2>Gravité</h2>
        {CAP_SEVERITIES.map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
        <h2>États</h2>
        <div className={styles.row}>
          {ALERT_STATUSES.map((status) => (
            <StatusPill key={status} status={status} />
          ))}
          <StatusPill status="ACKNOWLEDGED" by="TOWN_HALL_AGENT" />
          <StatusPill status="ON_THE_WAY" by="POLICE_OFFICER" />
        </div>
      </Card>
      <Card>
        <h2>Rôles</h2>
        <div className={styles.row}>
          {ROLES.map((role) => (
            <RoleBadge key={role} role={role} />
          ))}
          <Badge tone="danger">Danger</Badge>
        </div>
        <h2>Catégories</h2>
        <div className={styles.row}>
          {ALERT_CATEGORIES.map((category) => (
            <CategoryMark key={category} category={category} />
          ))}
        </div>
      </Card>
      <Card>
        <h1>Deux hommes essaient les portières rue des Lilas</h1>
        <h2>Ce que vos voisins voient</h2>
        <h3>Autour de vous</h3>
        <p>
          Vous pouvez <a href="/qui-voit-quoi">lire qui voit quoi</a>. Signalé <When at={ago(0)} />, puis{' '}
          <When at={ago(12)} />, <When at={ago(200)} />, <When at={ago(1600)} />, <When at={ago(80_000)} />.
        </p>
        <p>Anticonstitutionnellement-Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson.</p>
      </Card>
    </div>
  )
}
