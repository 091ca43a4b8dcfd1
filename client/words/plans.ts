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
    noRate: 'no rate limit',
    noQuota: 'no quota',
    keysStay: 'keys do not expire',
    keysFor: (days: string) => `keys work for ${days}`,
    days: (count: number) => (count === 1 ? '1 day' : `${number.format(count)} days`),
    approval: 'Needs approval',
    atOnce: 'At once',
  },
  add: { title: 'Add plan', text: 'Developers choose it in every catalogue that you put it into.' },

  fields: {
    name: 'Name',
    nameHint: 'As developers read it: “Free”, “Gold”.',
    description: 'Description',
    descriptionHint: 'Who it is for, in a sentence or two.',
    rate: 'Requests per second',
    unlimitedHint: 'Empty: unlimited.',
    quota: 'Quota',
    period: 'Quota period',
    periods: { day: 'Day', week: 'Week', month: 'Month' } satisfies Record<QuotaPeriod, string>,
    periodHint: 'Counts only with a quota.',
    lifetime: 'Key lifetime',
    lifetimeHint: 'In days. Empty: keys never expire.',
    approval: 'Access needs approval',
    approvalHint: 'Each request waits in the review queue until a portal admin approves it.',
    approvalOffHint: 'Whoever asks has a key at once; nobody is asked.',
    reads: 'What developers will read',
  },

  list: {
    title: 'Plans',
    subtitle: 'What access means: how much, for how long, and whether somebody decides',
    list: 'Plans',
    loading: 'Loading plans',
    failedTitle: 'The plans could not be loaded',
    searchHint: 'Name or description',
    name: 'Name',
    emptyTitle: 'No plans yet',
    emptyText:
      'A plan says how many requests a key is good for, when it expires, and whether access needs approval. Add a free one that everybody gets at once, and a larger one that you approve.',
    emptyTextAuditor: 'Plans appear here as soon as a portal admin adds one.',
    noMatchTitle: 'No plan matches',
    noMatchText: (search: string) => `None has “${search}” in its name or description.`,
  },

  editing: {
    form: 'Edit plan',
    title: (name: string) => `Edit ${name}`,
    text: (catalogues: number) =>
      catalogues === 0
        ? 'It is in no catalogue yet: nobody sees it.'
        : `It is in ${number.format(catalogues)} ${catalogues === 1 ? 'catalogue' : 'catalogues'}: what you save holds there at once.`,
    changedBy: (name: string) => `${name} changed this plan meanwhile.`,
  },

  deleting: {
    title: (name: string) => `Delete ${name}?`,
    lines: ({ catalogues }: { catalogues: number }) => [
      catalogues === 0
        ? 'no catalogue is touched: it is in none'
        : `${number.format(catalogues)} ${catalogues === 1 ? 'catalogue goes' : 'catalogues go'} on without it: nobody can choose it there any more`,
    ],
  },

  plan: {
    kind: 'Plan',
    loading: 'Loading the plan',
    failedTitle: 'This plan could not be loaded',
    notFoundTitle: 'There is no such plan',
    notFoundText: 'The link may be mistyped, or the plan was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'The catalogues that it was in go on without it.',
    grants: 'What it grants',
    created: 'Created',
    catalogues: 'Catalogues',
    inNone: 'It is in no catalogue, so nobody can choose it. Put it into one on that catalogue’s page.',
    acts: { 'plan.added': 'added this plan', 'plan.edited': 'changed it' } as Record<string, string>,
  },
}
