// Sentences of the overview, and of the thresholds and reasons that the settings hold.
import type { ReviewKind } from '#server/features/reviews/schema.ts'

const amountOf = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${amountOf(amount)} ${amount === 1 ? one : more}`

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** "40 s", "6 min", "2 h 10 min", "3 d 4 h": as exact as it is worth, with nothing that is zero. */
function duration(seconds: number): string {
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`
  const [large, small, names] = seconds < day ? [hour, minute, ['h', 'min'] as const] : [day, hour, ['d', 'h'] as const]
  const rest = Math.floor((seconds % large) / small)
  return `${Math.floor(seconds / large)} ${names[0]}${rest > 0 ? ` ${rest} ${names[1]}` : ''}`
}

export const overviewWords = {
  title: 'Overview',
  subtitle: 'What waits, and how fast it is decided. Live; days are UTC’s.',
  loading: 'Loading the overview',
  failedTitle: 'The overview could not be loaded',
  quietTitle: 'Nothing waits, and nothing came in 30 days',
  quietText: 'Registrations and requests are counted here as they arrive.',

  amount: amountOf,
  duration,
  none: '–',
  durationOrNone: (seconds: number | null) => (seconds === null ? '–' : duration(seconds)),
  kinds: {
    registration: 'Registrations',
    organization: 'Organization requests',
    access: 'Access requests',
  } satisfies Record<ReviewKind, string>,

  figures: {
    label: 'The queue now',
    waiting: 'Waiting',
    oldest: 'oldest',
    nothingWaits: 'all clear',
    longer: (hours: number) => `Waiting ${hours} h or more`,
    amber: 'amber in the queue',
    red: 'red in the queue',
    none: 'none',
    asked: 'Asked',
    askedNote: 'wait for an answer',
    pace: 'Median time to decide',
    paceNote: 'of the last 7 days',
    noDecisions: 'no decisions in 7 days',
  },

  waiting: {
    title: 'What waits',
    table: 'What waits of each kind',
    clearTitle: 'Nothing waiting.',
    clearText: 'Every review has been decided. New ones show here as they arrive.',
    kind: 'Kind',
    waiting: 'Waiting',
    longer: (hours: number) => `≥ ${hours} h`,
    oldest: 'Oldest',
  },

  flow: {
    title: 'Arrived and decided',
    arrived: 'Arrived',
    decided: 'Decided',
    summary: (arrived: number, decided: number) =>
      `${count(arrived, 'review', 'reviews')} arrived and ${amountOf(decided)} were decided in the last 30 days, a bar each a day.`,
    note: 'Decided are those by a setting or an invite code, too.',
    table: 'Arrived and decided by day',
  },
  pace: {
    title: 'Time to decide',
    median: 'Median',
    summary: (median: string) => `Median time from request to decision, a bar a day. Of all 30 days: ${median}.`,
    note: 'Of what people decided, from request to decision.',
    table: 'Median time to decide by day',
    none: 'Nobody has decided anything in the last 30 days.',
  },
  periods: {
    title: 'All together',
    table: 'Time to decide by period',
    period: 'Decided in',
    week: 'Last 7 days',
    month: 'Last 30 days',
    decisions: 'Decisions',
    median: 'Median',
    ninetieth: '9 of 10 within',
  },
  admins: {
    title: 'Who decided',
    table: 'Decisions of each portal admin in the last 30 days',
    name: 'Name',
    decisions: 'Decisions',
    median: 'Median time',
    none: 'Nobody has decided anything in the last 30 days.',
  },
  day: 'Day',

  settings: {
    amberHours: 'Turns amber after (hours)',
    amberHoursHint: 'What has waited so long stands out in the queue. From 1 to 8,760, a year.',
    redHours: 'Turns red after (hours)',
    redHoursHint: 'What has waited so long is late. At least as many hours as for amber.',
    hoursError: 'Enter a whole number from 1 to 8760.',
    reminderHours: 'Remind staff of what waits longer than (hours)',
    reminderHoursHint: 'By one mail to all who may decide it and want mails of its kind. Empty: nobody is reminded.',
    reminderHoursError: 'Enter a whole number from 1 to 8760, or nothing.',
    reasons: 'Reasons for rejecting',
    reasonsHint:
      'Offered to whoever rejects, in this order; they choose one or write their own. The requester reads it.',
    reason: (number: number) => `Reason ${number}`,
    addReason: 'Add a reason',
    removeReason: (number: number) => `Remove reason ${number}`,
    moveUp: (number: number) => `Move reason ${number} up`,
    moveDown: (number: number) => `Move reason ${number} down`,
    quoted: (reason: string) => `“${reason}”`,
  },
}
