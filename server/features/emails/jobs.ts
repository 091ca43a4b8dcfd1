// Sending a mail: claim its row, mint its link's token, render, hand it over, keep what came of it.
import type { Tx } from '#db/database.ts'
import { WordingError } from '#emails/render.ts'
import type { TemplateName } from '#emails/templates.ts'
import type { App } from '#server/app.ts'
import { writeMail, type Draft } from '#server/features/wordings/write.ts'
import { SmtpError } from '#server/mail/smtp.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { mintLinks } from './links.ts'
import { findMailRow, stillHolds } from './queries.ts'

export interface ClaimedMail {
  id: string
  /** this one counted; another attempt has another number */
  attempts: number
  template: TemplateName
  /** null: an invitation to somebody who perhaps has no account */
  accountId: string | null
  reviewId: string | null
  memberInvitationId: string | null
  toName: string
  toAddress: string
  facts: object
  /** null: in the published wording */
  draft: Draft | null
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
    const { message, isFinal } = readFailure(error, mail)
    if (isFinal) return giveUpMail(app, mail.id, message)
    await putBack(app, mail, message)
    throw error
  }
}

/** Renders a mail and gives it to the SMTP server, or keeps it where there is none. */
async function handOver(app: App, mail: ClaimedMail): Promise<void> {
  // A draft has samples for links: what it was tried with opens nothing.
  const links = mail.draft ? {} : await mintLinks(app, mail)
  if (!links) return drop(app, mail.id)
  const written = await writeMail(app, mail.template, { ...mail.facts, ...links }, mail.draft)
  const { subject, html, text } = written
  if (!app.smtp) return settle(app, mail.id, { response: 'kept here: no SMTP server is set', subject, html, text })
  await renewClaim(app, mail)
  const { hostname } = new URL(app.config.http.publicUrl)
  const { response } = await app.smtp.send({
    ...written,
    to: { name: mail.toName, address: mail.toAddress },
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

/** What is no longer so is not sent any more, whatever kept it until now: a reset of an hour ago, a decision that was reopened. */
async function dropStale(app: App, id: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    const [dropped] = await tx`
      update mails
         set state = 'cancelled', version = version + 1,
             response = case template when 'password-reset' then 'expired before it could be sent'
                                      else 'no longer so when it could be sent' end
       where id = ${id} and (state = 'waiting' or (state = 'sending' and send_after <= clock_timestamp()))
         and not (${stillHolds(tx)})
      returning id`
    if (dropped) await announceMail(tx, id)
  })
}

/**
 * So long a sender has its mail to itself while it is written, and again while it is handed over, which takes 45 s at most. Whoever
 * was away for longer finds it in other hands, and leaves it to them.
 */
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
    returning id, attempts, template, account_id, review_id, member_invitation_id, to_name, to_address, facts, draft`
  if (mail) return mail
  const [open] = await sql`select 1 from mails where id = ${mailId} and state in ('waiting', 'sending')`
  if (open) throw new Error('the mail is not due yet, or is being sent')
  return undefined
}

/** Takes the mail for the time that handing it over takes. @throws Error writing it took so long that another attempt has it */
async function renewClaim({ database: { sql } }: App, { id, attempts }: ClaimedMail): Promise<void> {
  const [ours] = await sql`
    update mails set send_after = clock_timestamp() + make_interval(secs => ${claimSeconds})
     where id = ${id} and state = 'sending' and attempts = ${attempts}
    returning id`
  if (!ours) throw new Error('the mail is in other hands by now')
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
             html = ${html}, body_text = ${text}, failing_since = null, version = version + 1
       where id = ${id}`
    await announceMail(tx, id)
  })
}

/**
 * A server that refuses the mail for good (5xx) will not take it tomorrow either, and a draft that cannot be written stays as it
 * is; everything else may pass.
 */
function readFailure(error: unknown, { draft }: ClaimedMail): { message: string; isFinal: boolean } {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const isFinal = error instanceof SmtpError ? !error.temporary : draft !== null && error instanceof WordingError
  return { message, isFinal }
}

async function putBack(app: App, { id, attempts }: ClaimedMail, response: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`
      update mails set state = 'waiting', response = ${response}, send_after = clock_timestamp(),
             failing_since = coalesce(failing_since, clock_timestamp()), version = version + 1
       where id = ${id} and state = 'sending' and attempts = ${attempts}`
    await announceMail(tx, id)
  })
}

/** Marks a mail that no attempt is left for, or that was refused for good; it stays in the list with the server's last answer. */
export async function giveUpMail(app: App, id: string, response: string | null = null): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    await tx`
      update mails
         set state = 'gave_up', response = coalesce(${response}, response), version = version + 1,
             failing_since = coalesce(failing_since, clock_timestamp())
       where id = ${id} and state in ('waiting', 'sending')`
    await announceMail(tx, id)
  })
}

async function announceMail(tx: Tx, id: string): Promise<void> {
  const mail = await findMailRow(tx, id)
  if (!mail) return
  // Whoever follows a run is told how far it is once a second, however many mails leave.
  if (mail.runId && mail.state !== 'waiting')
    await enqueue(tx, 'mail.count-runs', {}, { oncePer: { key: 'runs', seconds: 1 } })
  await publish(tx, 'admins', { kind: 'mail.updated', mail })
}
