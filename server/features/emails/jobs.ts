// Sending a mail: claim its row, mint its link's token, render, hand it over, keep what came of it.
import type { Tx } from '#db/database.ts'
import { renderMail } from '#emails/render.ts'
import type { TemplateName } from '#emails/templates.ts'
import type { App } from '#server/app.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { SmtpError } from '#server/mail/smtp.ts'
import { publish } from '#server/realtime/publish.ts'
import { mintLinks } from './links.ts'
import { findMailRow } from './queries.ts'

export interface ClaimedMail {
  id: string
  template: TemplateName
  /** null: an invitation to somebody who perhaps has no account */
  accountId: string | null
  reviewId: string | null
  memberInvitationId: string | null
  toName: string
  toAddress: string
  facts: object
}

/**
 * Sends a mail unless it was cancelled or sent before. Killed in between, it is sent again under the same Message-ID, because
 * nobody could know whether it arrived; of two copies the newer's link works.
 */
export async function sendMail(app: App, mailId: string): Promise<void> {
  await dropStale(app, mailId)
  const mail = await claim(app, mailId)
  if (!mail) return
  try {
    await handOver(app, mail)
  } catch (error) {
    const { message, isFinal } = readFailure(error)
    await putBack(app, mail.id, message)
    if (isFinal) return giveUpMail(app, mail.id)
    throw error
  }
}

/** Renders a mail and gives it to the SMTP server, or keeps it where there is none. */
async function handOver(app: App, mail: ClaimedMail): Promise<void> {
  const { portalName, senderName, senderAddress } = await findSettings(app.database.sql)
  const links = await mintLinks(app, mail)
  if (!links) return drop(app, mail.id)
  const facts = { ...mail.facts, ...links, portalName }
  const { subject, html, text } = await renderMail(mail.template, facts as never, { portalName })
  if (!app.smtp) return settle(app, mail.id, { response: 'kept here: no SMTP server is set', subject, html, text })
  const { hostname } = new URL(app.config.http.publicUrl)
  const { response } = await app.smtp.send({
    from: { name: senderName || portalName, address: senderAddress || `no-reply@${hostname}` },
    to: { name: mail.toName, address: mail.toAddress },
    subject,
    html,
    text,
    messageId: `<${mail.id}@${hostname}>`,
  })
  await settle(app, mail.id, { response, subject, html: null, text: null })
}

/** What it links to is gone: the invitation was taken back while the mail was on its way out. */
async function drop(app: App, id: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`
      update mails set state = 'cancelled', response = 'taken back before it was sent', version = version + 1
       where id = ${id} and state = 'sending'`
    await announceMail(tx, id)
  })
}

/** A reset that could not be sent within an hour is not sent any more: whoever asked has asked again, or forgotten it. */
async function dropStale(app: App, id: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    const [dropped] = await tx`
      update mails set state = 'cancelled', response = 'expired before it could be sent', version = version + 1
       where id = ${id} and template = 'password-reset' and state = 'waiting' and created_at < now() - interval '1 hour'
      returning id`
    if (dropped) await announceMail(tx, id)
  })
}

/** So long a sender has its mail to itself: longer than handing it over may take (45 s), shorter than its job lives (60 s). */
const claimSeconds = 50

/**
 * Takes a mail that is due, so that of two jobs at once one sends it; one that a killed process left half sent is due again
 * when its claim has run out.
 *
 * @throws Error while the mail waits or is in other hands: a job may only end when its mail has
 */
async function claim(app: App, mailId: string): Promise<ClaimedMail | undefined> {
  const { sql } = app.database
  const [mail] = await sql<ClaimedMail[]>`
    update mails
       set state = 'sending', attempts = attempts + 1,
           send_after = clock_timestamp() + make_interval(secs => ${claimSeconds})
     where id = ${mailId} and state in ('waiting', 'sending') and send_after <= clock_timestamp() + interval '1 second'
    returning id, template, account_id, review_id, member_invitation_id, to_name, to_address, facts`
  if (mail) return mail
  const [open] = await sql`select 1 from mails where id = ${mailId} and state in ('waiting', 'sending')`
  if (open) throw new Error('the mail is not due yet, or is being sent')
  return undefined
}

interface Settled {
  response: string
  subject: string
  /** null when a real server has taken the mail: bodies are then not kept */
  html: string | null
  text: string | null
}

async function settle(app: App, id: string, { response, subject, html, text }: Settled): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`
      update mails set state = 'sent', sent_at = clock_timestamp(), response = ${response}, subject = ${subject},
             html = ${html}, body_text = ${text}, version = version + 1
       where id = ${id}`
    await announceMail(tx, id)
  })
}

/** A server that refuses the mail for good (5xx) will not take it tomorrow either; everything else may pass. */
function readFailure(error: unknown): { message: string; isFinal: boolean } {
  const message = error instanceof Error ? error.message : String(error)
  return { message, isFinal: error instanceof SmtpError && !error.temporary }
}

async function putBack(app: App, id: string, response: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`
      update mails set state = 'waiting', response = ${response.slice(0, 500)},
             send_after = clock_timestamp(), version = version + 1
       where id = ${id} and state = 'sending'`
    await announceMail(tx, id)
  })
}

/** Marks a mail whose last attempt has failed; it stays in the list with the server's last answer. */
export async function giveUpMail(app: App, id: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`update mails set state = 'gave_up', version = version + 1 where id = ${id} and state in ('waiting', 'sending')`
    await announceMail(tx, id)
  })
}

async function announceMail(tx: Tx, id: string): Promise<void> {
  const mail = await findMailRow(tx, id)
  if (mail) await publish(tx, 'admins', { kind: 'mail.updated', mail })
}
