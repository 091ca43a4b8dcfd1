import type { Logger } from '#server/log.ts'
import type { Smtp, SmtpError } from './smtp.ts'

const faults = {
  'log-in': 'refuses the log-in of SMTP_URL',
  certificate: 'has a certificate that is not trusted',
  connection: 'does not answer as it should',
}

/** Says in the log whether the mail server can be reached, in one sentence; a start never waits for it. */
export async function checkSmtp(smtp: Smtp, log: Logger): Promise<void> {
  const { host, port } = smtp.server
  try {
    await smtp.verify()
    log.info(`Mails go out through ${host}:${port}.`)
  } catch (error) {
    const { fault, response } = error as SmtpError
    log.warn(`The mail server ${host}:${port} ${faults[fault]} (${response}). Mails wait until it does.`)
  }
}
