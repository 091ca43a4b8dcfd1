// The console's sentences about organization requests. In a file of their own, next to admin.ts.

const members = (amount: number) => `${amount.toLocaleString('en')} ${amount === 1 ? 'member' : 'members'}`

export const requestWords = {
  label: 'Organization request',
  shortLabel: 'Organization',
  tab: 'Organization requests',
  askedBefore: 'Asked before',
  neverAsked: 'No earlier request of this person.',
  acts: {
    'review.submitted': 'asked for this organization',
    'review.auto-approved': 'asked for this organization and was approved by the setting',
  } as Record<string, string>,

  requester: 'Requester',
  memberSince: 'Member since',
  isIn: 'Now in',
  similarNames: 'Similar names',
  openRequests: 'Other requests',
  sameDomain: 'Same domain',
  by: (name: string) => `by ${name}`,
  members: (amount: number) => `(${members(amount)})`,

  takenTitle: 'This name is taken',
  takenText: (amount: number) => `has it already, with ${members(amount)}. Approving needs another name.`,

  make: (name: string) => `make the organization “${name}” and its team “${name} All users”`,
  move: (name: string, from: string) => `move ${name} there from ${from}, as super admin`,
  sendMail: (amount: number, name: string) =>
    `send ${amount} ${amount === 1 ? 'mail' : 'mails'}: “Your organization ${name} is approved”, once the time to undo is over`,

  name: 'Organization name',
  askedFor: (name: string) => `Asked for as “${name}”; the mail says so.`,
  isTaken: (name: string) => `“${name}” is taken. Choose another name.`,

  made: 'It made',
  madeAs: (asked: string) => `It was asked for as “${asked}”.`,
  madeGone: 'The organization it made has been deleted since.',

  rejectTitle: (name: string) => `Reject the request for “${name}”?`,
  rejectText: (name: string) =>
    `${name} reads the reason and gets a mail with it, once the time to undo is over. Rejecting keeps them where they are.`,

  pending: {
    title: 'Organization requests',
    list: 'Pending organization requests',
    failed: 'The pending organization requests could not be loaded.',
    seeAll: (amount: number) => `See all ${amount.toLocaleString('en')} in the review queue`,
  },
}
