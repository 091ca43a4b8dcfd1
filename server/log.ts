import { pino, type Logger } from 'pino'

export type { Logger }

/** Creates the process's logger: one JSON line an event on stdout, secrets struck out wherever they may stand. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'req.headers.cookie', 'req.headers.authorization', 'parameters', '*.parameters'],
      censor: '[redacted]',
    },
  })
}
