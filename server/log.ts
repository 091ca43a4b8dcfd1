import { pino, type Logger } from 'pino'

export type { Logger }

/** Creates the process's logger: one JSON line an event on stdout, secrets struck out wherever they may stand. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      // An error of Postgres quotes the failing row in `detail` and what it was working on in `where`.
      paths: [
        'password',
        'token',
        'parameters',
        'detail',
        'where',
        'req.headers.cookie',
        'req.headers.authorization',
      ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  })
}
