import type { StaffRole } from '#server/features/auth/schema.ts'
import { mailPaces, type MailPace } from './schema.ts'

/** What somebody may choose. Auditors decide nothing, so nothing of theirs is urgent: they read along hourly or daily. */
export const pacesFor = (role: StaffRole): readonly MailPace[] =>
  role === 'auditor' ? mailPaces.filter((pace) => pace !== 'at_once') : mailPaces
