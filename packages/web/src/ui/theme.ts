import { createStore, useStore } from './store.ts'

/** `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark'

const CHOICE = 'vigie.theme'
const theme = createStore<Theme>(storedTheme())

/** The theme chosen on this device. index.html applies it before the first paint. */
export function useTheme(): Theme {
  return useStore(theme)
}

/** Applies a theme and keeps it on this device. */
export function chooseTheme(next: Theme): void {
  theme.set(next)
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  try {
    if (next === 'system') localStorage.removeItem(CHOICE)
    else localStorage.setItem(CHOICE, next)
  } catch {
    // Storage is refused: the choice holds until the tab closes.
  }
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(CHOICE)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
