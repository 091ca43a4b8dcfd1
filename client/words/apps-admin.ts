// The console's sentences about developers' apps and their credentials. In a file of their own, next to access.ts.
import type { AccessCounts, AppCounts, AppVisibility } from '#server/features/apps/schema.ts'

const figure = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${figure(amount)} ${amount === 1 ? one : more}`
const verb = (amount: number, one: string, more: string) => (amount === 1 ? one : more)
const keys = (amount: number) => count(amount, 'live key', 'live keys')
const apps = (amount: number) => count(amount, 'app', 'apps')

/** "2 live keys stop working and 1 open request is withdrawn" */
function goesWith({ credentials, requests }: AccessCounts): string {
  const lines = [
    credentials > 0 && `${keys(credentials)} ${verb(credentials, 'stops', 'stop')} working`,
    requests > 0 && `${count(requests, 'open request is', 'open requests are')} withdrawn`,
  ].filter((line) => line !== false)
  return lines.length > 0 ? `: ${lines.join(' and ')}` : ', without a live key'
}
const goes = (counted: AppCounts) =>
  `${apps(counted.apps)} ${verb(counted.apps, 'is', 'are')} deleted${goesWith(counted)}`

export const adminAppWords = {
  visibilities: {
    personal: 'Personal',
    team: 'A team',
    organization: 'The organization',
  } satisfies Record<AppVisibility, string>,
  forsaken: 'Nobody: who made it has left',
  never: 'Never',

  list: {
    title: 'Apps',
    subtitle: 'What developers build, each with its keys',
    list: 'Apps',
    loading: 'Loading apps',
    failedTitle: 'The apps could not be loaded',
    searchHint: 'Name or description',
    anyOrganization: 'All',
    name: 'Name',
    organization: 'Organization',
    owner: 'Owner',
    visibility: 'Seen by',
    keys: 'Live keys',
    waiting: 'Waiting',
    expiry: 'Next expiry',
    created: 'Created',
    /** below the name where there is no room for columns */
    below: (organization: string, live: number, waiting: number) =>
      [organization, keys(live), waiting > 0 && `${figure(waiting)} waiting`].filter(Boolean).join(' · '),
    emptyTitle: 'No apps yet',
    emptyText: 'An app appears here with its first request for access, made in a developer’s cart.',
    noMatchTitle: 'No app matches',
    noMatchText: 'No app fits this search and these filters together.',
  },

  card: {
    title: 'Apps',
    all: 'Show in Apps',
    noneHere: 'Nobody there has made an app yet.',
    noneOfThem: 'They have made no app.',
    rest: 'The first ones by name. The rest is in the list of apps.',
  },

  app: {
    kind: 'App',
    loading: 'Loading the app',
    failedTitle: 'This app could not be loaded',
    notFoundTitle: 'There is no such app',
    notFoundText: 'The link may be mistyped, or the app was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'Its keys are refused from then on. What was decided about it stays in the review queue.',
    description: 'Description',
    redirectUrls: 'Redirect URLs',

    approved: 'Approved access',
    noneApproved: 'It has no live key.',
    ended: (amount: number) => `Ended access (${figure(amount)})`,
    pending: 'Pending access',
    nonePending: 'Nothing is waiting.',
    states: {
      pending: 'Waits for a decision',
      needs_information: 'Waits for an answer',
      approved: 'Approved, the key follows',
      rejected: 'Rejected',
    },
    requestedBy: 'requested by',

    acts: {
      'app.added': 'made this app',
      'app.edited': 'changed it',
      'app.moved': 'moved it along with its people',
      'access.requested': 'requested access',
      'credential.issued': 'issued a key',
      'credential.rotated': 'rotated a key',
      'credential.revoked': 'revoked a key',
      'credential.revealed': 'looked at a key',
      'credential.expiry-warned': 'warned that a key is about to expire',
      'credential.expired': 'let a key expire',
      'review.approved': 'approved a request for access',
      'review.rejected': 'rejected a request for access',
      'review.undone': 'took a decision back',
      'review.reopened': 'reopened a request for access',
      'review.withdrawn': 'withdrew a request for access',
    } as Record<string, string>,
  },

  credential: {
    plan: 'Plan',
    planGone: 'deleted since',
    catalogue: 'Catalogue',
    key: 'Key',
    oldKey: 'Old key',
    ending: (lastFour: string) => `…${lastFour}`,
    worksUntil: 'works until',
    issued: 'Issued',
    lastUsed: 'Last used',
    expires: 'Expires',
    expired: 'Expired',
    revoked: 'Revoked',
    rotate: 'Rotate',
    revoke: 'Revoke',
    rotateText: 'A new key works at once. The developers find it on the app’s page; nobody here can read it.',
    revokeText: 'This cannot be taken back. The developers can request access again.',
  },

  /** What deletions of other things do to apps: lines of their dialogs. */
  deleting: {
    organization: ({ appsKept, appsGone }: { appsKept: number; appsGone: AppCounts }) =>
      appsKept + appsGone.apps === 0
        ? ['it has no apps']
        : [
            ...(appsKept > 0
              ? [
                  `${apps(appsKept)} ${verb(appsKept, 'goes with its maker, and its keys', 'go with their makers, and their keys')} go on`,
                ]
              : []),
            ...(appsGone.apps > 0
              ? [`${goes(appsGone)}; nobody who is still there made ${verb(appsGone.apps, 'it', 'them')}`]
              : []),
          ],
    team: (amount: number, organization: string | undefined) => {
      if (amount === 0) return 'no app is seen by this team alone'
      return organization === undefined
        ? `${apps(amount)} of the team ${verb(amount, 'becomes', 'become')} personal`
        : `${apps(amount)} of the team ${verb(amount, 'is', 'are')} seen by everybody in ${organization} then`
    },
    user: (gone: AppCounts) => `${apps(gone.apps)}${goesWith({ ...gone, requests: 0 })}`,
    userKeeps: (amount: number, organization: string) =>
      `${apps(amount)} of theirs ${verb(amount, 'stays', 'stay')} in ${organization} with ${verb(amount, 'its', 'their')} keys, and without an owner.`,
    planInUse: ({ credentials, requests }: AccessCounts) => {
      const under = [
        credentials > 0 && keys(credentials),
        requests > 0 && count(requests, 'open request', 'open requests'),
      ].filter((one) => one !== false)
      return `There ${verb(credentials || requests, 'is', 'are')} ${under.join(' and ')} under this plan, so it cannot be deleted yet. Revoke or decide them first.`
    },
    product: ({ credentials, requests }: AccessCounts) =>
      credentials + requests === 0
        ? 'no key opens it, and nobody waits for it'
        : [
            credentials > 0 && `${keys(credentials)} no longer ${verb(credentials, 'opens', 'open')} it`,
            requests > 0 && `${count(requests, 'open request goes', 'open requests go')} on without it`,
          ]
            .filter((one) => one !== false)
            .join('; '),
    catalogue: ({ credentials, requests }: AccessCounts) =>
      credentials + requests === 0
        ? 'no key came of it, and nobody waits for one'
        : [
            credentials > 0 && `${keys(credentials)} that came of it ${verb(credentials, 'goes', 'go')} on`,
            requests > 0 &&
              `${count(requests, 'open request of it stays', 'open requests of it stay')} in the review queue, under the plan asked for`,
          ]
            .filter((one) => one !== false)
            .join('; '),
  },
}
