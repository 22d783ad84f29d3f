import { useLingui } from '@lingui/react/macro'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { dangerOf, happeningOf } from './compose-report.ts'
import type { SectionProps } from './section-props.ts'

/** Two plain questions in place of severity, urgency and certainty, which nobody in a street can judge. */
export function QuestionsSection({ fields, change }: SectionProps) {
  const { t } = useLingui()
  return (
    <>
      <RadioCards
        layout="rows"
        legend={t`Est-ce que cela se passe en ce moment ?`}
        choices={[
          { value: 'NOW', word: t`Oui, en ce moment` },
          { value: 'OVER', word: t`Non, c’est fini` },
          { value: 'UNSURE', word: t`Je ne sais pas` },
        ]}
        value={happeningOf(fields)}
        onChange={(happening) => change({ happening })}
      />
      <RadioCards
        layout="rows"
        legend={t`Quelqu’un est-il en danger ?`}
        choices={[
          { value: 'YES', word: t`Oui` },
          { value: 'NO', word: t`Non` },
          { value: 'UNSURE', word: t`Je ne sais pas` },
        ]}
        value={dangerOf(fields)}
        onChange={(danger) => change({ danger })}
      />
    </>
  )
}
