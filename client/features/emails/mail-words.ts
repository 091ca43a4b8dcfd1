import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailRow } from '#server/features/emails/schema.ts'

/** What kind of mail it is, in words. */
export const kindOfMail = (mail: Pick<MailRow, 'template'>): string => deliveryWords.kinds[mail.template]

/** Its subject, or what kind it is as long as it has none: subjects are written when a mail goes out. */
export const nameOfMail = (mail: Pick<MailRow, 'template' | 'subject'>): string => mail.subject ?? kindOfMail(mail)
