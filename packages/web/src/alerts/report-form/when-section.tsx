import { useLingui } from '@lingui/react/macro'
import { localMinute } from '../../outbox/draft-fields.ts'
import { Field, FieldSet } from '../../ui/field.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useNow } from '../../ui/use-now.ts'
import styles from './report-form.module.css'
import type { SectionProps } from './section-props.ts'

/** « Quand ? » : now unless said otherwise. */
export function WhenSection({ fields, change, problems }: SectionProps) {
  const { t } = useLingui()
  const now = localMinute(new Date(useNow()))
  const earlier = fields.happenedAt !== null
  return (
    <div className={styles.group} data-field="happenedAt">
      <FieldSet legend={t`Quand ?`}>
        <SegmentedControl
          label={t`Quand`}
          choices={[
            { value: 'now', word: t`Maintenant` },
            { value: 'earlier', word: t`Plus tôt` },
          ]}
          value={earlier ? 'earlier' : 'now'}
          onChange={(when) => change({ happenedAt: when === 'now' ? null : now })}
        />
      </FieldSet>
      {earlier && (
        <Field
          label={t`Jour et heure`}
          error={
            (problems.happenedAt === 'future' && t`Cette heure n’est pas encore arrivée : corrigez-la.`) ||
            (problems.happenedAt === 'missing' &&
              t`Indiquez le jour et l’heure, ou choisissez « Maintenant ».`)
          }
        >
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              max={now}
              value={fields.happenedAt ?? ''}
              onChange={(event) => change({ happenedAt: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
