// What belongs on the list of mails and where. Pure.
import type { ListRules } from '#client/realtime/live-list.ts'
import type { MailRow, MailState } from '#server/features/emails/schema.ts'

export const mailStates = ['waiting', 'sending', 'sent', 'gave_up', 'cancelled'] as const satisfies readonly MailState[]

/** All, or those in one state; the newest first. */
export function mailRules(state: MailState | undefined): ListRules<MailRow> {
  return {
    belongs: (mail) => state === undefined || mail.state === state,
    placeOf: (mail) => ({ at: mail.createdAt, id: mail.id }),
    order: 'newest-first',
  }
}
