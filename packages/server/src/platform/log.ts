import { type Logger, pino } from 'pino'

/** Structured logs on standard output: ids and outcomes, never what people wrote or who they are. */
export function createLog(level: string, process: string): Logger {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutValues },
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.email', '*.endpoint'],
      censor: '[removed]',
    },
  })
}

/** An error as it is logged. PostgreSQL quotes the row that failed, below the first line or at its end. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const [message = ''] = error.message.split('\n')
  return {
    type: error.name,
    code: (error as NodeJS.ErrnoException).code,
    message: message.replace(/: ".*/, ''),
    stack: error.stack?.split('\n').filter((line) => /^ +at /.test(line)),
    cause: error.cause && withoutValues(error.cause),
  }
}
