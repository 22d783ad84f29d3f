import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** The text in the code is French; `en.po` is its complete English. */
export default defineConfig({
  sourceLocale: 'fr',
  locales: ['fr', 'en'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  format: formatter({ lineNumbers: false }),
})
