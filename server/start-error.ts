interface SystemError extends Error {
  code?: string
  port?: number
  errors?: Error[]
}

/** Says in one sentence why the start failed and what mends it; errors that nobody expected keep their stack. */
export function explain(error: unknown): string {
  const { code, port, message, name, stack, errors } = error as SystemError
  if (errors?.[0]) return explain(errors[0])
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or set PORT to another one.`
  if (code === 'EACCES' && port) return `Port ${port} needs more rights. Set PORT to one above 1023.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return `The database at DATABASE_URL cannot be reached (${message}). Start it, or correct DATABASE_URL.`
  }
  if (code === '28P01' || code === '28000')
    return `The database refused the user of DATABASE_URL (${message}). Correct its name and password.`
  if (code === '3D000') return `${message}. Create it, or correct DATABASE_URL.`
  if (name === 'ConfigError' || name === 'EmbeddedError' || name === 'MigrationError') return message
  return stack ?? String(error)
}
