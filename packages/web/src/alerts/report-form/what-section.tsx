import { Trans, useLingui } from '@lingui/react/macro'
import { ALERT_CATEGORIES, LIMITS } from '@vigie/schema'
import { CATEGORIES } from '../../ui/category.tsx'
import { Field } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import styles from './report-form.module.css'
import type { SectionProps } from './section-props.ts'

/** « Que se passe-t-il ? » : a card to tap, then behaviour in words, and why it is asked for. */
export function WhatSection({ fields, change, problems }: SectionProps) {
  const { t, i18n } = useLingui()
  const limit = new Intl.NumberFormat(i18n.locale).format(LIMITS.descriptionMax)
  const required = fields.category === null || fields.category === 'OTHER'
  return (
    <>
      <div data-field="category">
        <RadioCards
          legend={t`Que se passe-t-il ?`}
          error={problems.category && t`Choisissez ce qui se passe : touchez l’une des cartes.`}
          choices={ALERT_CATEGORIES.map((value) => ({
            value,
            word: t(CATEGORIES[value].word),
            icon: CATEGORIES[value].icon,
          }))}
          value={fields.category}
          onChange={(category) => change({ category })}
        />
      </div>
      <div data-field="description">
        <Field
          label={t`Ce que vous voyez`}
          optional={!required}
          hint={t`Ce qui se fait, les vêtements, la direction prise.`}
          error={
            (problems.description === 'missing' &&
              t`Ajoutez ce que vous avez vu : quelques mots suffisent.`) ||
            (problems.description === 'too-long' &&
              t`Raccourcissez la description : ${limit} caractères au plus.`)
          }
        >
          {(control) => (
            <TextArea
              {...control}
              limit={LIMITS.descriptionMax}
              value={fields.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <details className={styles.why}>
          <summary>{t`Pourquoi pas l’apparence ?`}</summary>
          <p>
            <Trans>
              Un geste, une veste rouge, une direction aident à comprendre et à retrouver. L’origine supposée
              ou « l’air louche » n’aident personne, et font soupçonner des gens qui n’ont rien fait. Un
              signalement qui ne décrit qu’une apparence peut être retiré.
            </Trans>
          </p>
        </details>
      </div>
    </>
  )
}
