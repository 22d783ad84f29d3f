import { useLingui } from '@lingui/react/macro'
import { SegmentedControl } from './segmented-control.tsx'
import { chooseTheme, useTheme } from './theme.ts'

/** Light, dark, or as the device. */
export function ThemeSwitch() {
  const { t } = useLingui()
  return (
    <SegmentedControl
      label={t`Apparence`}
      value={useTheme()}
      onChange={chooseTheme}
      choices={[
        { value: 'system', word: t`Automatique` },
        { value: 'light', word: t`Claire` },
        { value: 'dark', word: t`Sombre` },
      ]}
    />
  )
}
