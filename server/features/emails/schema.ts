import { z } from 'zod'
import { instantField } from '#server/features/users/schema.ts'

export type MailState = 'waiting' | 'sending' | 'sent' | 'gave_up' | 'cancelled'

/** One mail as staff see it in the list. Instants are ISO strings. */
export interface MailRow {
  id: string
  template: string
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
  reviewId: string | null
  version: number
}

/** A kept mail with its body; links with tokens are blanked for all but owners. Null bodies: sent by SMTP, not kept. */
export interface MailDetail extends MailRow {
  html: string | null
  bodyText: string | null
  linksHidden: boolean
}

export const mailListInput = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'gave_up', 'cancelled']).optional(),
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export type MailListInput = z.infer<typeof mailListInput>

export interface MailPage {
  rows: MailRow[]
  next: { at: string; id: string } | null
}
