import { useLingui } from '@lingui/react'
import { ALERT_CATEGORIES } from '@vigie/schema'
import { Megaphone, Phone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CATEGORIES } from '../../ui/category.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import styles from './gallery.module.css'

/** What is touched and filled in. */
export function Controls() {
  const { _ } = useLingui()
  const [category, setCategory] = useState<(typeof ALERT_CATEGORIES)[number] | null>('SUSPICIOUS_ACTIVITY')
  const [text, setText] = useState('Deux hommes essaient les portières des voitures garées, rue des Lilas.')
  const [view, setView] = useState<'list' | 'map'>('list')
  const [tab, setTab] = useState<'todo' | 'all' | 'mine'>('todo')
  return (
    <div className={styles.columns}>
      <Card>
        <div className={styles.row}>
          <Button tone="primary" icon={Megaphone}>
            Envoyer à mes voisins
          </Button>
          <Button>Enregistrer le brouillon</Button>
          <Button tone="quiet">Plus tard</Button>
          <Button tone="danger" icon={Trash2}>
            Supprimer
          </Button>
          <Button tone="primary" busy>
            Envoyer
          </Button>
          <Button disabled>Indisponible</Button>
          <ButtonLink href="tel:17" icon={Phone}>
            Appeler le 17
          </ButtonLink>
        </div>
        <Button tone="primary" large wide>
          En route
        </Button>
        <SegmentedControl
          label="Affichage"
          value={view}
          onChange={setView}
          choices={[
            { value: 'list', word: 'Liste' },
            { value: 'map', word: 'Carte' },
          ]}
        />
        <Tabs
          label="Tri"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'todo', word: 'À traiter', count: 3 },
            { value: 'all', word: 'Toutes' },
            { value: 'mine', word: 'Prises en compte' },
          ]}
        >
          <p>Le contenu de l’onglet.</p>
        </Tabs>
        <Checkbox defaultChecked label="M’avertir la nuit" detail="Seulement en cas de danger immédiat." />
        <Checkbox label="J’ai vérifié l’endroit" />
      </Card>
      <Card>
        <Field label="Où ?" hint="Une rue, un commerce, un arrêt de bus." optional>
          {(control) => <TextInput {...control} placeholder="Rue des Lilas, devant la boulangerie" />}
        </Field>
        <Field
          label="Que se passe-t-il ?"
          hint="Ce que vous voyez ou entendez, avec vos mots."
          error={text ? undefined : 'Ajoutez ce que vous avez vu : quelques mots suffisent.'}
        >
          {(control) => (
            <TextArea
              {...control}
              limit={80}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Votre adresse e-mail"
          error="Cette adresse n’est pas complète : il manque ce qui suit « @ »."
        >
          {(control) => <TextInput {...control} type="email" defaultValue="camille@" />}
        </Field>
      </Card>
      <Card>
        <RadioCards
          legend="De quoi s’agit-il ?"
          choices={ALERT_CATEGORIES.map((value) => ({
            value,
            word: _(CATEGORIES[value].word),
            icon: CATEGORIES[value].icon,
          }))}
          value={category}
          onChange={setCategory}
        />
      </Card>
    </div>
  )
}
