import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'
import { FIRST_SCREEN } from './build/first-screen.ts'

/**
 * The text in the code is French; `en/*.po` are its complete English. What the first screen may say comes in a
 * catalog of its own, so that nobody waits for the words of screens that they have not opened.
 */
export default defineConfig({
  sourceLocale: 'fr',
  locales: ['fr', 'en'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}/first-screen',
      include: FIRST_SCREEN.map((file) => `<rootDir>/${file}`),
    },
    {
      path: '<rootDir>/src/locales/{locale}/other-screens',
      include: ['<rootDir>/src'],
      exclude: FIRST_SCREEN.map((file) => `<rootDir>/${file}`),
    },
  ],
  format: formatter({ lineNumbers: false }),
})
