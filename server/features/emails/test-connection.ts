import type { App } from '#server/app.ts'
import type { SmtpError } from '#server/mail/smtp.ts'
import type { ConnectionTest } from './schema.ts'

/** Connects to the mail server and logs in, without sending anything; a server that cannot be reached is an answer too. */
export async function testConnection({ smtp }: Pick<App, 'smtp'>): Promise<ConnectionTest> {
  if (!smtp) return { works: true, response: 'kept here: no SMTP server is set', ms: 0 }
  const startedAt = performance.now()
  const answer = await smtp.verify().then(
    ({ response }) => ({ works: true, response }),
    ({ response }: SmtpError) => ({ works: false, response }),
  )
  return { ...answer, ms: Math.round(performance.now() - startedAt) }
}
