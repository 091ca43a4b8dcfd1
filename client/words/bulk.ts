// The console's sentences about many decisions at once.
import type { BulkItem, BulkOutcome, BulkPreview, BulkRun } from '#server/features/bulk/schema.ts'

const figure = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${figure(amount)} ${amount === 1 ? one : more}`
const listOf = (parts: string[]) => new Intl.ListFormat('en').format(parts)

type Act = BulkRun['act']
const did = { approve: 'approved', reject: 'rejected' } satisfies Record<Act, string>

export const bulkWords = {
  approve: 'Approve',
  reject: 'Reject',
  cancel: 'Cancel',
  undo: 'Undo',
  retry: 'Retry failed',
  showResult: 'Show result',
  csv: 'CSV',
  dismiss: 'Dismiss',

  ask: {
    title: (act: Act, total: number | undefined) => {
      const what = total === undefined ? 'reviews' : count(total, 'review', 'reviews')
      return `${act === 'approve' ? 'Approve' : 'Reject'} ${what}`
    },
    loading: 'Looking which…',
    failed: 'It could not be found out what would happen.',
    which: ({ registration, organization, access }: BulkPreview) =>
      listOf(
        [
          registration && count(registration, 'registration', 'registrations'),
          organization && count(organization, 'organization request', 'organization requests'),
          access && count(access, 'access request', 'access requests'),
        ].filter((part) => part !== 0),
      ),
    nothing: 'None of these waits for a decision any more.',
    tooMany: (most: number) => `At most ${figure(most)} reviews can be decided at once. Narrow the filter.`,
    whichLabel: 'Which',
    thenLabel: 'What happens',
    undoLabel: 'Taking back',
    effects: {
      approve: 'Each is approved as it stands now, with all that follows from it.',
      reject: 'Each is rejected with the reason below.',
    } satisfies Record<Act, string>,
    skipped: 'What somebody decides or changes before its turn is left alone and shown as failed.',
    mails: (mails: number, undoSeconds: number) =>
      `${count(mails, 'mail goes', 'mails go')} out ${undoSeconds > 0 ? `${undoSeconds} s after the last decision` : 'after the last decision'}.`,
    undo: (undoSeconds: number) =>
      undoSeconds > 0
        ? `Cancel stops it at any time. Undo takes all of it back, until ${undoSeconds} s after its end.`
        : 'Cancel stops it at any time. What is decided cannot be undone: the settings leave no time for it.',
  },

  strip: {
    label: 'Decisions under way',
    running: (act: Act, done: number, total: number) =>
      `${act === 'approve' ? 'Approving' : 'Rejecting'}: ${figure(done)} of ${figure(total)}`,
    undoing: (undone: number, total: number) => `Taking back: ${figure(undone)} of ${figure(total)}`,
    mailsIn: (seconds: number) => `The mails go out in ${seconds} s.`,
  },

  /** "318 approved, 22 failed" */
  result: ({ act, state, total, succeeded, failed, undone }: BulkRun) => {
    const left = total - succeeded - failed
    return [
      (state === 'undone' || undone > 0) && `${figure(undone)} taken back`,
      (state !== 'undone' || succeeded > undone) && `${figure(succeeded - undone)} ${did[act]}`,
      failed > 0 && `${figure(failed)} failed`,
      state === 'cancelled' && left > 0 && `${figure(left)} not decided`,
    ]
      .filter((part) => part !== false)
      .join(', ')
  },

  run: {
    title: (act: Act) => (act === 'approve' ? 'Approved together' : 'Rejected together'),
    kind: 'Decisions',
    breadcrumbs: 'You are here',
    queue: 'Review queue',
    back: 'Back to the queue',
    loading: 'Loading the result',
    notFoundTitle: 'There is no such result',
    notFoundText: 'Results are kept for 30 days; then only the history of each review tells of it.',
    failedTitle: 'The result could not be loaded',
    facts: 'Result',
    states: {
      running: 'Running',
      cancelled: 'Cancelled',
      done: 'Done',
      undoing: 'Taking back',
      undone: 'Taken back',
    } satisfies Record<BulkRun['state'], string>,
    state: 'State',
    by: 'Started by',
    unknown: 'somebody who is deleted since',
    started: 'Started',
    finished: 'Ended',
    total: 'Reviews',
    decided: { approve: 'Approved', reject: 'Rejected' } satisfies Record<Act, string>,
    failed: 'Failed',
    undone: 'Taken back',
    skipped: 'Not decided',
    reason: 'Reason',
    roleLost: 'It was stopped because whoever it worked for may not decide any more.',
  },

  items: {
    title: 'Reviews',
    list: 'What came of each review',
    loading: 'Loading the reviews',
    failedTitle: 'The reviews could not be loaded',
    name: 'Review',
    kind: 'Kind',
    outcome: 'Outcome',
    filter: 'Show',
    filterName: 'Show which reviews',
    all: 'All',
    none: 'There are none of these.',
    kinds: {
      registration: 'Registration',
      organization: 'Organization request',
      access: 'Access request',
    } satisfies Record<BulkItem['kind'], string>,
    outcomes: {
      waiting: 'Waiting',
      done: 'Decided',
      failed: 'Failed',
      skipped: 'Not decided',
      undone: 'Taken back',
    } satisfies Record<BulkOutcome, string>,
  },

  /** Why an item failed, or could not be taken back; in the words of somebody who reads it afterwards. */
  why: (code: string): string => whyByCode[code] ?? 'It was refused.',

  export: {
    columns: ['Number', 'Kind', 'Name', 'Email', 'Outcome', 'Why', 'Address'],
    file: 'decisions',
    exported: (amount: number) => `${count(amount, 'review', 'reviews')} saved.`,
  },
}

const whyByCode: Record<string, string> = {
  REVIEW_DECIDED: 'Somebody decided it before its turn.',
  REVIEW_CHANGED: 'It changed before its turn. Look at it again.',
  OWN_REVIEW: 'Nobody decides their own request.',
  NOT_FOUND: 'It is not there any more.',
  ORGANIZATION_NAME_TAKEN:
    'There is an organization of this name already. Its review lets you approve it under another one.',
  OFFER_CHANGED: 'Its plan was deleted. Its review lets you approve it with another one.',
  REQUESTER_MOVED: 'The requester has joined or left an organization meanwhile.',
  NOT_IN_THIS_STATE: 'The requester may not log in at present.',
  LAST_SUPER_ADMIN: 'An organization would be left without a super admin.',
  UNDO_OVER: 'Decided; too late to take it back.',
  ORGANIZATION_IN_USE: 'Decided; the new organization is in use already, so it stays.',
  REVIEW_SUPERSEDED: 'Decided; there is a newer request of the same person.',
  UNEXPECTED: 'Something went wrong on our side, several times.',
}
