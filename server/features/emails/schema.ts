import { z } from 'zod'
import { templateNames, type TemplateName } from '#emails/wording.ts'
import { instantField, versionField } from '#server/features/users/schema.ts'
import { mailStandings } from './rules.ts'

export type MailState = 'waiting' | 'sending' | 'sent' | 'gave_up' | 'cancelled'

/** One mail as staff see it in the list. Instants are ISO strings. */
export interface MailRow {
  id: string
  template: TemplateName
  toName: string
  toAddress: string
  state: MailState
  /** delivery attempts so far */
  attempts: number
  /** the mail server's last answer, or why there was none */
  response: string | null
  subject: string | null
  createdAt: string
  /** not before: the decision it tells of can be undone until then */
  sendAfter: string
  sentAt: string | null
  /** since when attempts have failed */
  failingSince: string | null
  reviewId: string | null
  /** who it goes to, if they have an account */
  account: { id: string; kind: 'staff' | 'user' } | null
  /** theirs at present */
  organization: { id: string; name: string } | null
  /** written by “Send test to me” */
  isTest: boolean
  /** sent again together with others */
  runId: string | null
  resentOf: string | null
  version: number
}

/** A kept mail with its body; links with tokens are blanked for all but owners. Null bodies: sent by SMTP, not kept. */
export interface MailDetail extends MailRow {
  html: string | null
  bodyText: string | null
  linksHidden: boolean
  /** the further copies of it that *Resend* made; newest first */
  copies: { id: string; createdAt: string }[]
}

export const mailFilter = z.object({
  standing: z.enum(mailStandings).optional(),
  template: z.enum(templateNames).optional(),
  /** searches recipients and subjects */
  q: z.string().trim().max(100).optional(),
  account: z.uuid().optional(),
  organization: z.uuid().optional(),
  review: z.uuid().optional(),
  run: z.uuid().optional(),
})
export type MailFilter = z.infer<typeof mailFilter>

export const mailListInput = mailFilter.extend({
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export type MailListInput = z.infer<typeof mailListInput>

export interface MailPage {
  rows: MailRow[]
  next: { at: string; id: string } | null
}

export const resendInput = z.object({ id: z.uuid(), version: versionField, requestId: z.uuid() })
export type ResendInput = z.infer<typeof resendInput>

/** Which mails are sent again together: of those that were given up, all that the filter finds. */
export const givenUpInput = mailFilter.omit({ standing: true, run: true })
export type GivenUpInput = z.infer<typeof givenUpInput>
export const resendFailedInput = givenUpInput.extend({ requestId: z.uuid() })

export const mailRunInput = z.object({ id: z.uuid() })
export const cancelRunInput = mailRunInput.extend({ requestId: z.uuid() })

/** More mails than one run takes. */
export const runMax = 10_000

/** What *Resend failed* would send (`admin.emails.givenUp`, asked with the same filter): how many mails, to whom. */
export interface GivenUp {
  total: number
  /** how many different addresses that is */
  addresses: number
  /** the first of them, by name; at most five */
  names: string[]
}

/** Mails sent again together, counted as they stand, or stood when it ended. */
export interface MailRun {
  id: string
  by: { id: string; name: string } | null
  state: 'running' | 'cancelled' | 'done'
  total: number
  sent: number
  /** given up again */
  failed: number
  startedAt: string
  finishedAt: string | null
  version: number
}

/** Whether mails go out. */
export interface MailHealth {
  /** how many are due and have not gone out; the red banner shows while `stuckSince` is set */
  overdue: number
  /** since when nothing has gone out though something should have, at least ten minutes */
  stuckSince: string | null
  /** what the mail server said last */
  response: string | null
}

/** How mails leave, without secrets. Null: they are kept here. */
export interface MailServer {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'starttls if offered'
  user: string | null
}

export interface ConnectionTest {
  works: boolean
  /** the server's answer, or what happened instead */
  response: string
  ms: number
}
