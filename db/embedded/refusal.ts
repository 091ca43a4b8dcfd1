/** Says in one sentence why the embedded Postgres cannot start and what mends it; shown to the operator as it is. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError'
}

/** The part of a logger that the embedded Postgres needs; pino's fits. */
export type EmbeddedLog = {
  info(line: string): void
  warn(line: string): void
  error(line: string): void
}
