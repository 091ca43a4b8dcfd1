// Sentences about how soon staff are told of what has come into the queue.
import type { MailPace } from '#server/features/review-mails/schema.ts'

export const reviewMailWords = {
  title: 'Review mails',
  own: 'How soon you are told of what comes into the queue.',
  others: (name: string) => `How soon ${name} is told of what comes into the queue.`,
  reminded: 'What has waited too long is told once more, except where it says “Never”.',
  summary: { at_once: 'At once', hourly: 'Hourly', daily: 'Daily', never: 'Never' } satisfies Record<MailPace, string>,
  mixed: 'Mixed',
  hints: {
    at_once: 'In one mail with all that is new, at most every five minutes.',
    hourly: 'In one mail with all that is new, at most every hour.',
    daily: 'In the digest at 07:00 UTC: how much waits, and what was decided the day before.',
    never: 'No mail. It shows in the queue.',
  } satisfies Record<MailPace, string>,
  /** where no column’s title says what it is */
  is: (summary: string) => `Review mails: ${summary}`,
  /** behind the summary, for whoever hears the button and not the table */
  of: (name: string) => ` (review mails of ${name})`,
  save: 'Save',
  saved: (name: string) => `Saved how soon ${name} is told.`,
}
