import { useLingui } from '@lingui/react/macro'
import { LIMITS } from '@vigie/schema'
import { LocateFixed, MapPin, MessageSquareText } from 'lucide-react'
import { Field } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { positionSourceOf } from './compose-report.ts'
import { PinChoice } from './pin-choice.tsx'
import styles from './report-form.module.css'
import type { SectionProps } from './section-props.ts'
import { useMyPosition } from './use-my-position.ts'

/** « Où ? » : where one stands, a point on the map, or words. Words always work. */
export function WhereSection({ fields, change, problems }: SectionProps) {
  const { t } = useLingui()
  const source = positionSourceOf(fields)
  const position = useMyPosition(fields, change)
  const choose = (chosen: typeof source) => {
    if (chosen === 'GPS') position.find()
    else change({ positionSource: chosen })
  }
  const missing =
    source === 'PIN'
      ? t`Touchez la carte pour placer le point, ou dites le lieu avec des mots.`
      : t`Votre position n’est pas connue : placez un point sur la carte, ou dites le lieu avec des mots.`
  const inWords = source === 'WORDS'
  return (
    <div className={styles.group}>
      <div data-field="coordinates">
        <RadioCards
          layout="rows"
          legend={t`Où ?`}
          error={problems.coordinates && !fields.coordinates && missing}
          choices={[
            { value: 'GPS', word: t`À ma position`, icon: LocateFixed },
            { value: 'PIN', word: t`Un point sur la carte`, icon: MapPin },
            { value: 'WORDS', word: t`Avec des mots`, icon: MessageSquareText },
          ]}
          value={source}
          onChange={choose}
        />
      </div>
      {source === 'GPS' && <p role="status">{position.words && t(position.words)}</p>}
      {source === 'PIN' && (
        <PinChoice value={fields.coordinates} onChange={(coordinates) => change({ coordinates })} />
      )}
      <div data-field="place">
        <Field
          label={inWords ? t`Le lieu, avec vos mots` : t`Une précision sur le lieu`}
          optional
          hint={
            inWords
              ? t`Une rue, un commerce, un arrêt. Sans rien, vos voisins liront « Dans mon quartier ».`
              : t`Vos voisins voient un point approché ; la mairie et la police municipale, le point exact.`
          }
          error={problems.place && t`Raccourcissez le lieu : ${LIMITS.placeMax} caractères au plus.`}
        >
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              enterKeyHint="done"
              value={fields.place}
              onChange={(event) => change({ place: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  )
}
