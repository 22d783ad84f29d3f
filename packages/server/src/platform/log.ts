import { type Logger, pino } from 'pino'

/** Structured logs on standard output: ids and outcomes, never what people wrote or who they are. */
export function createLog(level: string, process: string): Logger {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.email', '*.endpoint'],
      censor: '[removed]',
    },
  })
}
