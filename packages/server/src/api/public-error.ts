import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { codesOf, isUnavailable } from '../platform/unavailable.ts'

/** What is ours keeps its code; what the client got wrong is BAD_REQUEST; anything else is a fault and says nothing. */
export function publicError(
  app: App,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (cause instanceof CodedError) {
    if (cause.detail) app.log.warn({ code: cause.extensions.code, detail: cause.detail }, 'request refused')
    const { http: _forTheRoute, ...extensions } = cause.extensions
    return { ...formatted, message: cause.message, extensions }
  }
  const code = String(formatted.extensions?.code ?? '')
  // Without a path nothing was executed yet: the document or its variables do not fit.
  const ofTheRequest = cause instanceof GraphQLError && !cause.path
  if (ofTheRequest || /^(GRAPHQL_|BAD_|OPERATION_|PERSISTED_)/.test(code)) {
    const message = app.config.introspection ? formatted.message : forStrangers(formatted.message)
    return { ...formatted, message, extensions: { code: 'BAD_REQUEST', permanent: true } }
  }
  app.log.error({ err: cause }, 'fault')
  if (isUnfit(cause)) return { message: BAD_VALUE, extensions: { code: 'BAD_REQUEST', permanent: true } }
  return isUnavailable(cause)
    ? { message: AWAY, extensions: { code: 'UNAVAILABLE', permanent: false } }
    : { message: FAULT, extensions: { code: 'INTERNAL', permanent: false } }
}

const BAD_VALUE = 'Cette demande contient une valeur qui ne peut pas être enregistrée.'
const AWAY = 'Le service est momentanément indisponible : réessayez.'
const FAULT = 'Une erreur est survenue : réessayez.'

/** GraphQL's help for developers tells strangers the names in the schema, and repeats the values that were sent. */
const forStrangers = (message: string) =>
  message
    .replace(/ ?Did you mean(.+?)\?$/, '')
    .replace(/ got invalid value [\s\S]*/, ' does not fit its type.')

/** A value that the database cannot hold (class 22): sent again it would stop a phone's outbox for ever. */
const isUnfit = (error: unknown) => codesOf(error).some((code) => code.startsWith('22'))
