// The console's sentences about mails on their way: what became of each, sending again, and whether any go out at all.
import type { TemplateName } from '#emails/wording.ts'
import type { Resend, MailStanding } from '#server/features/emails/rules.ts'
import type { ConnectionTest, GivenUp, MailRun, MailServer } from '#server/features/emails/schema.ts'

const figure = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${figure(amount)} ${amount === 1 ? one : more}`
const mails = (amount: number) => count(amount, 'mail', 'mails')
const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)

const securities = {
  tls: 'TLS',
  starttls: 'STARTTLS',
  'starttls if offered': 'STARTTLS if the server offers it',
} satisfies Record<MailServer['security'], string>

export const deliveryWords = {
  /** What each kind of mail is called. */
  kinds: {
    'confirm-address': 'Confirm the address',
    'registration-received': 'Registration received',
    'registration-approved': 'Registration approved',
    'registration-rejected': 'Registration rejected',
    'registration-known-address': 'Registration with a known address',
    'reviews-waiting': 'Reviews are waiting',
    'reviews-overdue': 'Reviews have waited too long',
    'review-digest': 'Morning digest',
    'review-question': 'Question about a request',
    invitation: 'Invitation',
    'password-reset': 'Password reset',
    'password-changed': 'Password changed',
    'account-deactivated': 'Account deactivated',
    'organization-approved': 'Organization approved',
    'organization-rejected': 'Organization rejected',
    'role-changed': 'Role changed',
    'removed-from-organization': 'Removed from the organization',
    'invite-code-used-up': 'Invite code used up',
    'invite-code-expired': 'Invite code expired',
    'access-approved': 'Access approved',
    'access-rejected': 'Access rejected',
    'credential-expiring': 'Key about to expire',
    'credential-expired': 'Key expired',
  } satisfies Record<TemplateName, string>,
  standings: {
    held: 'Waiting for undo',
    queued: 'Queued',
    failed: 'Failed',
    sent: 'Sent',
    gave_up: 'Gave up',
    cancelled: 'Cancelled',
  } satisfies Record<MailStanding, string>,
  triedAgain: 'will be tried again',
  test: 'Test',
  goesOut: 'goes out',
  failingSince: 'failing since',
  failed: 'failed',
  attempts: (amount: number) => count(amount, 'attempt', 'attempts'),

  list: {
    title: 'Emails',
    list: 'Mails',
    loading: 'Loading mails',
    to: 'To',
    subject: 'Subject',
    why: 'About',
    standing: 'State',
    when: 'When',
    failedTitle: 'The mails could not be loaded',
    emptyTitle: 'No mails yet',
    emptyText: 'As soon as somebody registers or is decided on, their mails are listed here.',
    noMatchTitle: 'No mail matches',
    noMatchText: 'No mail fits this search and these filters together.',
    review: 'Review',
    person: 'Person',
    export: 'Export CSV',
    file: 'mails',
    exported: (amount: number) => `${mails(amount)} exported.`,
    columns: ['To', 'Address', 'Subject', 'Kind', 'State', 'Attempts', 'Answer', 'Written', 'Sent', 'Organization'],
  },

  filters: {
    label: 'Filters',
    search: 'Search mails',
    searchHint: 'Recipient or subject',
    standing: 'State',
    kind: 'Kind',
    any: 'All',
    clear: 'Clear',
    about: { account: 'to', organization: 'to people of', review: 'about', run: 'sent again' },
    unnamed: {
      account: 'one person',
      organization: 'one organization',
      review: 'one review',
      run: 'together',
    },
    remove: (what: string) => `Remove the filter: ${what}`,
  },

  links: {
    account: 'Mails to this person',
    organization: 'Mails to its people',
    review: 'Mails about this review',
  },

  detail: {
    breadcrumbs: 'Where this page is',
    failedTitle: 'This mail could not be loaded',
    loading: 'Loading the mail',
    notFoundTitle: 'There is no such mail',
    notFoundText: 'The link may be mistyped, or the mail was deleted with its account.',
    about: 'About this mail',
    kind: 'Kind',
    organization: 'Organization',
    written: 'Written',
    attempts: 'Attempts',
    failing: 'Failing since',
    firstFailure: 'First failure',
    answer: 'Server’s answer',
    noAnswer: 'None yet',
    review: 'Review',
    openReview: 'Open the review',
    copyOf: 'Another copy of',
    firstCopy: 'the first mail',
    copies: 'Sent again',
    isTest: 'A test of a wording, with invented facts.',
    content: 'The mail',
    view: 'Show as',
    html: 'HTML',
    text: 'Text',
    frame: (subject: string) => `Mail: ${subject}`,
    linksHidden: 'Links in it are blanked: only owners see those that open somebody’s account.',
    notKept: 'Sent by the mail server, so its text was not kept here.',
    notWritten: 'It is written when it goes out.',
    cancelledText: 'It was not sent: what it would have told of was taken back, or it came too late.',
    gaveUpText: 'The mail server did not take it; its last answer is among the facts.',
  },

  resend: {
    button: 'Resend',
    title: 'Resend this mail?',
    to: 'To',
    then: 'What happens',
    links: 'Links',
    again:
      'The same mail is tried again at once, with as many attempts as a new one. It keeps its Message-ID: a mailbox that has it already can tell.',
    copy: 'Another copy is sent and listed as a mail of its own. This one stays as it is.',
    linksDie: 'Its link is made anew and its time begins anew; the link of an earlier copy stops working.',
    linksStay: 'They are made anew. Those of earlier copies go on working.',
    done: { again: 'It is being sent again.', copy: 'Another copy is being sent.' },
    openCopy: 'Open the copy',
    reasons: {
      'on-its-way': 'It is on its way already.',
      cancelled: 'It was cancelled: what it would have told of is no longer so.',
      test: 'It is a test. Send another one from the wording.',
      'own-flow': 'Its link is for one use. Whoever needs another asks for it, or is invited again.',
    } satisfies Record<Exclude<Resend, 'again' | 'copy'>, string>,
    down: 'Nothing is sent again until the connection is back: what you see may be out of date.',
  },

  resendFailed: {
    button: (amount: number) => `Resend failed (${figure(amount)})`,
    title: (amount: number) => `Resend ${mails(amount)}?`,
    which: 'Which',
    whichAll: 'All mails that were given up.',
    whichFiltered: 'The mails that were given up, of those that the filter finds.',
    to: 'To',
    /** "Maria Lindqvist, Ben Moe and 38 others" */
    people: ({ names, addresses }: Pick<GivenUp, 'names' | 'addresses'>) => {
      const others = addresses - names.length
      return new Intl.ListFormat('en').format(others > 0 ? [...names, count(others, 'other', 'others')] : names)
    },
    then: 'What happens',
    thenText: 'Each is tried again at once, under its old Message-ID. Links in them are made anew.',
    stop: 'Taking back',
    stopText: 'Cancel stops it at any time. What was sent until then is sent.',
    nothing: 'There is none any more.',
    tooMany: (most: number) => `At most ${figure(most)} mails can be sent again at once. Narrow the filter.`,
    submit: (amount: number) => `Resend ${mails(amount)}`,
  },

  runs: {
    label: 'Mails sent again',
    running: (done: number, total: number) => `Sending again: ${figure(done)} of ${figure(total)}`,
    cancel: 'Cancel',
    /** "318 sent, 22 failed again" */
    result: ({ state, total, sent, failed }: Pick<MailRun, 'state' | 'total' | 'sent' | 'failed'>) => {
      const left = total - sent - failed
      return [
        `${figure(sent)} sent`,
        failed > 0 && `${figure(failed)} failed again`,
        state === 'cancelled' && left > 0 && `${figure(left)} left as they were`,
      ]
        .filter((part) => part !== false)
        .join(', ')
    },
    show: 'Show them',
    showFailed: 'Show what failed',
    dismiss: 'Dismiss',
  },

  health: {
    since: (time: string) => `No mail has gone out since ${time}`,
    waiting: (amount: number) => (amount === 1 ? ': 1 is waiting.' : `: ${figure(amount)} are waiting.`),
    said: (response: string) => `The mail server: ${sentence(response)}`,
    nobody: 'No worker has tried to send them.',
    show: 'Show them',
  },

  server: {
    label: 'Mail server',
    loading: 'Asking for the mail server',
    failed: 'It could not be found out where mails go.',
    none: 'No SMTP server is set: mails are kept here and go to nobody.',
    leaves: 'Mails leave by',
    how: ({ security, user }: Pick<MailServer, 'security' | 'user'>) =>
      `${securities[security]}, ${user === null ? 'without a log-in' : `as ${user}`}`,
    test: 'Test connection',
    testing: 'Connecting…',
    works: 'Works',
    doesNotWork: 'Does not work',
    answered: ({ response, ms }: Pick<ConnectionTest, 'response' | 'ms'>) =>
      `After ${figure(ms)} ms: ${sentence(response)}`,
  },
}
