import { ERROR_CODES, type ErrorCode } from '@vigie/schema'
import { GraphQLError } from 'graphql'

/**
 * A missing right or a fault. `message`, `extensions.code` and what `shown` adds reach the client;
 * `detail` stays in the server's log.
 */
export class CodedError extends GraphQLError {
  readonly detail: string | undefined

  constructor(code: ErrorCode, message: string, detail?: string, shown: Record<string, unknown> = {}) {
    super(message, { extensions: { code, permanent: ERROR_CODES[code].permanent, ...shown } })
    this.detail = detail
  }
}

/** Nobody is signed in. */
export const unauthenticated = () =>
  new CodedError('UNAUTHENTICATED', 'Connectez-vous pour continuer : rien n’est perdu.')

/** Signed in, but this person may not. */
export const forbidden = () => new CodedError('FORBIDDEN', 'Votre compte ne permet pas cette action.')
