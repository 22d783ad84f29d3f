import { useLingui } from '@lingui/react/macro'
import { SegmentedControl } from './segmented-control.tsx'

interface LanguageSwitchProps {
  onChoose: (locale: 'fr' | 'en') => void
}

/** Each language in its own words, so that whoever is lost in the other one finds it. */
export function LanguageSwitch({ onChoose }: LanguageSwitchProps) {
  const { t, i18n } = useLingui()
  return (
    <SegmentedControl
      label={t`Langue`}
      value={i18n.locale === 'en' ? 'en' : 'fr'}
      onChange={onChoose}
      choices={[
        { value: 'fr', word: <span lang="fr">Français</span> },
        { value: 'en', word: <span lang="en">English</span> },
      ]}
    />
  )
}
