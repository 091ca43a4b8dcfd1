// What is said about plans.
import type { QuotaPeriod } from '#server/features/plans/schema.ts'

const number = new Intl.NumberFormat('en')
const periods: Record<QuotaPeriod, string> = { day: 'a day', week: 'a week', month: 'a month' }

export const planWords = {
  terms: {
    rate: 'Rate limit',
    quota: 'Quota',
    lifetime: 'Key lifetime',
    access: 'Access',
    unlimited: 'Unlimited',
    perSecond: (count: number) => `${number.format(count)} ${count === 1 ? 'request' : 'requests'} a second`,
    perPeriod: (count: number, period: QuotaPeriod) =>
      `${number.format(count)} ${count === 1 ? 'request' : 'requests'} ${periods[period]}`,
    noExpiry: 'Keys do not expire',
    days: (count: number) => (count === 1 ? '1 day' : `${number.format(count)} days`),
    approval: 'Needs approval',
    atOnce: 'At once',
  },
}
