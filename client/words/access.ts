// The console's sentences about requests for access. In a file of their own, next to requests.ts.

export const accessWords = {
  label: 'Access request',
  shortLabel: 'Access',
  tab: 'Access requests',
  askedBefore: 'Asked before',
  byPlan: 'its plan',
  neverAsked: 'No earlier request of this person.',
  acts: {
    'review.submitted': 'requested access',
    'review.auto-approved': 'requested access on a plan that needs no approval',
  } as Record<string, string>,

  line: (products: readonly string[], plan: string) => `${products.join(', ')} with ${plan}`,
  requester: 'Requester',
  organization: 'Organization',
  app: 'App',
  appGone: 'deleted since',
  catalogue: 'Catalogue',
  products: 'API products',
  withdrawn: 'withdrawn since',
  deprecated: 'deprecated',
  plan: 'Plan',
  planGone: 'The plan has been deleted since.',
  planUnknown: 'a deleted plan',
  reason: 'Reason',
  noReason: 'None given',
  has: 'Has already',
  hasNothing: 'Nothing yet',
  under: (plan: string) => `under ${plan}`,

  choosePlan: 'Plan',
  otherPlan: (asked: string) => `“${asked}” was asked for; the mail says which plan it is.`,

  issue: (app: string, plan: string) =>
    `issue one API key for ${app}, under the plan ${plan}, once the time to undo is over`,
  open: (amount: number) =>
    `open ${amount === 1 ? '1 API product' : `${amount.toLocaleString('en')} API products`} with it`,
  sendMail: (amount: number, app: string) =>
    `send ${amount} ${amount === 1 ? 'mail' : 'mails'}: “Access for ${app} is approved”, once the time to undo is over`,
  issued: 'Its key has been issued.',
  waits: 'Its key is issued when the time to undo is over.',
  gone: 'The app has been deleted since, with its keys.',
  toApp: 'Go to the app',

  rejectTitle: (app: string) => `Reject the access of “${app}”?`,
  rejectText: (name: string) =>
    `${name} reads the reason and gets a mail with it, once the time to undo is over. The app keeps what it has.`,
}
