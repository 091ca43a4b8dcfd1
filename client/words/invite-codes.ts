// The console's sentences about invite codes. In a file of their own, next to people.ts and places.ts.
import type { CodeStatus } from '#server/features/invite-codes/rules.ts'

const figure = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${figure(amount)} ${amount === 1 ? one : more}`

export const inviteCodeWords = {
  /** "100 / 37", "∞ / 3" */
  redeem: (quota: number | null, used: number) => `${quota === null ? '∞' : figure(quota)} / ${figure(used)}`,
  redeemInWords: (quota: number | null, used: number) =>
    quota === null ? `${figure(used)} used, no limit` : `${figure(used)} of ${figure(quota)} places used`,
  statuses: {
    active: 'Active',
    paused: 'Paused',
    expired: 'Expired',
    'used-up': 'Used up',
  } satisfies Record<CodeStatus, string>,
  reasons: {
    active: 'People can register with it.',
    paused: 'Paused by a portal admin.',
    expired: 'Its time is over.',
    'used-up': 'All of its places are taken.',
  } satisfies Record<CodeStatus, string>,
  deleted: 'Deleted',
  copyCode: 'Copy code',
  copyLink: 'Copy link',
  edit: 'Edit',
  pause: 'Pause',
  resume: 'Resume',
  duplicate: 'Duplicate',
  delete: 'Delete',
  save: 'Save',
  never: 'Never',

  fields: {
    name: 'Name',
    nameHint: 'For you and your colleagues; who registers does not see it.',
    code: 'Code',
    codeHint: 'Empty: one is made that nobody can guess.',
    codeFixed: 'The code itself stays: it is out there.',
    codeTaken: 'There is an invite code like this already. Choose another.',
    quota: 'Quota',
    quotaHint: 'Empty: unlimited.',
    quotaBelowUsed: (used: number) =>
      `${count(used, 'place is', 'places are')} used already; the quota cannot be less.`,
    expires: 'Expires',
    expiresHint: (zone: string) => `Empty: never. Time zone: ${zone}.`,
    expiresError: 'Enter a date and a time, or nothing.',
    presets: 'Expires in',
    days: (days: number) => `${days} days`,
    active: 'Active',
    activeHint: 'People can register with it as soon as it is saved.',
    activeOffHint: 'It is saved, but nobody can register with it until it is resumed.',
    team: 'Team',
    chooseTeam: 'Choose a team',
    skips: 'Skip approval',
    skipsHint: 'Who registers with it can log in at once; nobody is asked.',
    skipsOffHint: 'Each registration with it waits in the review queue.',
  },

  effects: {
    title: 'What this code will do',
    noTeam: 'Choose a team to see where people will end up.',
    joins: (team: string, organization: string, isDefaultTeam: boolean) =>
      isDefaultTeam
        ? `Whoever registers with it joins ${organization}, in the team ${team}.`
        : `Whoever registers with it joins the team ${team} of ${organization}, and the organization’s default team.`,
    skips: 'Approval is skipped: they can log in at once.',
    waits: 'Approval is not skipped: each registration waits in the review queue.',
    unlimited: 'Any number of people can use it.',
    places: (quota: number, used: number) =>
      used === 0
        ? `${count(quota, 'person', 'people')} can use it.`
        : `${count(quota, 'person', 'people')} can use it; ${count(Math.max(0, quota - used), 'place is', 'places are')} left.`,
    until: 'It can be used until',
    ended: 'It could be used until',
    forever: 'It does not expire.',
    paused: 'It is paused: until it is resumed, nobody can register with it.',
  },

  list: {
    title: 'Invite codes',
    subtitle: 'Shareable codes that put whoever registers with them into a team',
    list: 'Invite codes',
    loading: 'Loading invite codes',
    failedTitle: 'The invite codes could not be loaded',
    search: 'Search',
    searchHint: 'Name or code',
    filters: 'Filters',
    clear: 'Clear filters',
    any: 'All',
    code: 'Code',
    name: 'Name',
    team: 'Team',
    organization: 'Organization',
    expires: 'Expires',
    redeem: 'Redeem',
    status: 'Status',
    actions: 'Actions',
    add: 'Add',
    emptyTitle: 'No invite codes yet',
    emptyText:
      'Make one for a hackathon: a hundred places until Sunday, no approval, everybody in one team. Or one for a partner company, whose people then join their own organization by themselves. You share the code, its link or its QR code, and watch the places fill here.',
    emptyTextAuditor: 'Codes for hackathons and partner companies appear here as soon as a portal admin makes one.',
    noMatchTitle: 'No invite code matches',
    noMatchText: 'No code fits this search and these filters together.',
  },

  add: {
    title: 'Add invite code',
    duplicateTitle: (name: string) => `Duplicate ${name}`,
    copyOf: (name: string) => `${name} (copy)`,
    savedTitle: 'The invite code is ready to share',
    savedPaused: 'It is saved, and paused: resume it before you share it.',
    open: 'Open its page',
    done: 'Done',
  },

  editing: {
    title: (name: string) => `Edit ${name}`,
    changedBy: (name: string) => `${name} changed this code meanwhile.`,
  },

  acts: {
    paused: (name: string) => `${name} is paused; nobody can register with it.`,
    resumed: (name: string) => `${name} goes on.`,
    saved: (name: string) => `${name} is saved.`,
    conflict: 'Somebody else changed this code a moment before you. You see how it is now; nothing was done.',
  },

  deleting: {
    title: (name: string) => `Delete ${name}?`,
    link: 'nobody can register with the code, its link or its QR code any more',
    redemptions: (amount: number) =>
      amount === 0
        ? 'nobody is touched: it was not used'
        : `${count(amount, 'person who registered with it keeps', 'people who registered with it keep')} account and teams`,
    waiting: (amount: number) =>
      `${count(amount, 'registration that waits goes', 'registrations that wait go')} on without it, into the default organization`,
  },

  code: {
    kind: 'Invite code',
    loading: 'Loading the invite code',
    failedTitle: 'This invite code could not be loaded',
    notFoundTitle: 'There is no such invite code',
    notFoundText: 'The link may be mistyped, or the code was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'Nobody can register with it any more. Who has, keeps account and teams.',
    breadcrumbs: 'Where this page is',
    share: 'Share',
    qr: (name: string) => `QR code of the link to register with ${name}`,
    download: 'Download QR code',
    overview: 'Overview',
    approval: 'Approval',
    skipped: 'Skipped',
    needed: 'Needed',
    createdBy: 'Created by',
    created: 'Created',
    unknownCreator: 'A former portal admin',
    history: 'History',
    noHistory: 'Nothing has been recorded yet.',
    portal: 'The portal',
    acts: {
      'code.added': 'made this code',
      'code.edited': 'changed it',
      'code.paused': 'paused it',
      'code.resumed': 'resumed it',
      'code.expired': 'noted that it has expired',
      'code.used-up': 'noted that it is used up',
    } as Record<string, string>,
  },

  redemptions: {
    title: 'Who redeemed it',
    list: 'People who redeemed it',
    loading: 'Loading who redeemed it',
    failedTitle: 'Who redeemed it could not be loaded',
    person: 'Person',
    when: 'Redeemed',
    place: 'Place',
    taken: 'Taken',
    returned: 'Returned',
    deletedPerson: 'Deleted account',
    emptyTitle: 'Nobody has used it yet',
    emptyText: 'Who registers with it appears here by itself.',
  },

  signUps: {
    title: 'Sign-ups over time',
    none: 'No sign-ups yet.',
    plot: (total: number, days: number, most: string) =>
      `Sign-ups a day: ${figure(total)} in all on ${count(days, 'day', 'days')}, most on ${most}. The table has the numbers.`,
    table: 'Sign-ups by day',
    day: 'Day (UTC)',
    amount: 'Sign-ups',
  },

  places: {
    title: 'Invite codes',
    /** the title of a table's column, and the name of the table */
    column: 'Invite codes',
    list: 'Codes that lead here',
    all: 'Show in Invite codes',
    none: 'No invite code leads here.',
    rest: 'The newest are shown. The rest is in the list of invite codes.',
    deleted: (amount: number) =>
      amount === 0
        ? 'no invite code leads here'
        : `${count(amount, 'invite code that leads', 'invite codes that lead')} here ${amount === 1 ? 'is' : 'are'} deleted`,
  },

  review: {
    cameByCode: 'Invite code',
    lost: 'Goes on without it: its places were gone when this was reopened.',
    lostBadge: 'Invite code lost',
  },
}
