import { useEffect, useState } from 'react'
import { useTheme } from '../ui/theme.ts'
import { useNow } from '../ui/use-now.ts'
import { isDark } from './dusk.ts'

/** `dusk` is dark between dusk and dawn, and otherwise as the rest of the app. */
export const NIGHT_CHOICES = ['dusk', 'light', 'dark'] as const
export type NightChoice = (typeof NIGHT_CHOICES)[number]

const CHOICE = 'vigie.police-theme'
const STEP_MS = 5 * 60_000

/** The board's own light, while it is open: a patrol car at night is no place for a white screen. */
export function useNightTheme(place: { latitude: number; longitude: number } | null) {
  const appTheme = useTheme()
  const [choice, setChoice] = useState<NightChoice>(storedChoice)
  const step = Math.floor(useNow() / STEP_MS)
  const dark = place ? isDark(new Date(step * STEP_MS), place.latitude, place.longitude) : false
  const wanted = choice === 'dusk' ? (dark ? 'dark' : appTheme) : choice

  useEffect(() => {
    apply(wanted)
    return () => apply(appTheme)
  }, [wanted, appTheme])

  return {
    choice,
    choose(next: NightChoice) {
      setChoice(next)
      try {
        localStorage.setItem(CHOICE, next)
      } catch {
        // Storage is refused: the choice holds while the board is open.
      }
    },
  }
}

function apply(theme: 'system' | 'light' | 'dark'): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function storedChoice(): NightChoice {
  try {
    const stored = localStorage.getItem(CHOICE)
    return NIGHT_CHOICES.find((it) => it === stored) ?? 'dusk'
  } catch {
    return 'dusk'
  }
}
