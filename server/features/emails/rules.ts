import type { TemplateName } from '#emails/wording.ts'
import type { MailRow } from './schema.ts'

/**
 * Where a mail stands, as staff are told: `held` until the decision it tells of can no longer be undone, `failed` while it will
 * be tried again.
 */
export const mailStandings = ['held', 'queued', 'failed', 'sent', 'gave_up', 'cancelled'] as const
export type MailStanding = (typeof mailStandings)[number]

/** Derives where a mail stands at an instant of the server's clock, epoch ms; `standingIn` of queries.ts says the same in SQL. */
export function standingOf(
  mail: Pick<MailRow, 'state' | 'failingSince' | 'sendAfter' | 'attempts'>,
  now: number,
): MailStanding {
  if (mail.state === 'sent' || mail.state === 'gave_up' || mail.state === 'cancelled') return mail.state
  if (mail.failingSince !== null) return 'failed'
  return mail.state === 'waiting' && mail.attempts === 0 && Date.parse(mail.sendAfter) > now ? 'held' : 'queued'
}

/** Their link is used once and replaces the one before; each has a flow of its own that sends another. */
const oneTimeLinks: readonly TemplateName[] = ['confirm-address', 'invitation', 'password-reset']
export const hasOneTimeLink = (mail: Pick<MailRow, 'template'>): boolean => oneTimeLinks.includes(mail.template)

/**
 * What *Resend* does with a mail: the same one is tried `again`, or of one that was sent another `copy` goes out; or why it does
 * nothing.
 */
export type Resend = 'again' | 'copy' | 'on-its-way' | 'cancelled' | 'test' | 'own-flow'

export function resendOf(mail: Pick<MailRow, 'state' | 'failingSince' | 'isTest' | 'template'>): Resend {
  if (mail.state === 'cancelled') return 'cancelled'
  if (mail.state === 'gave_up' || (mail.state === 'waiting' && mail.failingSince !== null)) return 'again'
  if (mail.state !== 'sent') return 'on-its-way'
  if (mail.isTest) return 'test'
  return hasOneTimeLink(mail) ? 'own-flow' : 'copy'
}

/** Blanks the token of every link in a kept mail: reading a mail must not open what only its recipient may open. */
export function blankLinks(body: string): string {
  return body.replaceAll(/((?:[?&]|&amp;)token=)[\w-]+/g, '$1…')
}
