/** First characters of the contract's SHA-256; a snapshot of another contract is not restored. */
declare const __SCHEMA_HASH__: string

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}

/** The text of what is asked before Apollo Client is there, by the operation's name (`build/start-questions.ts`). */
declare module 'virtual:start-questions' {
  const questions: { readonly CurrentViewer: string; readonly Alerts: string }
  export default questions
}

/** What TypeScript's own library does not describe yet; missing in browsers without trusted types. */
interface Window {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): void
  }
}
