import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareText, Phone } from 'lucide-react'
import type { DraftFields } from '../../outbox/draft-fields.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { dangerOf, happeningOf } from './compose-report.ts'

/** When somebody is in danger now, the telephone comes before Vigie. It says so and stands in nobody's way. */
export function CallFirst({ fields }: { fields: DraftFields }) {
  const { t } = useLingui()
  if (dangerOf(fields) !== 'YES' || happeningOf(fields) !== 'NOW') return null
  return (
    <Notice
      tone="danger"
      announced
      icon={Phone}
      title={t`Appelez d’abord le 17`}
      actions={
        <>
          <ButtonLink tone="danger" large icon={Phone} href="tel:17">{t`Appeler le 17`}</ButtonLink>
          <ButtonLink
            large
            icon={MessageSquareText}
            href="sms:114"
          >{t`Écrire au 114 sans parler`}</ButtonLink>
        </>
      }
    >
      <Trans>
        Vigie prévient vos voisins, la mairie et la police municipale ; elle n’appelle pas les secours. Ce que
        vous avez écrit est gardé et vous attend ici.
      </Trans>
    </Notice>
  )
}
