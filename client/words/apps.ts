// The portal's sentences about a developer's apps, their access and their credentials.

import { organizationWords } from './organization.ts'

const number = new Intl.NumberFormat('en')
const count = (total: number, one: string, many: string) => `${number.format(total)} ${total === 1 ? one : many}`
const about = (products: readonly string[]) => (products.length > 0 ? ` for ${products.join(', ')}` : '')

export const appsWords = {
  title: organizationWords.menu.apps,

  audience: {
    personal: 'Only you',
    team: (name: string) => `Team ${name}`,
    organization: 'Your organization',
    forsaken: 'Super admins',
  },

  list: {
    subtitle: 'Each app holds the keys it was given, and what it still waits for.',
    loading: 'Loading your apps',
    failedTitle: 'Your apps could not be loaded',
    list: 'Apps',
    search: 'Search apps',
    searchHint: 'Name or description',
    name: 'App',
    audience: 'Who sees it',
    keys: 'Live keys',
    waits: 'Waiting',
    expiry: 'Next expiry',
    owner: 'Made by',
    you: 'You',
    nobody: 'Somebody who has left',
    none: 'None',
    waiting: (total: number) => `${number.format(total)} waiting`,
    liveKeys: (total: number) => count(total, 'live key', 'live keys'),
    noKey: 'No live key',
    expires: 'Expires',
    emptyTitle: 'No apps yet',
    empty: 'An app holds your API keys. You make one when you request access:',
    steps: [
      'Find an API product in the catalogues and add it to your cart.',
      'In the cart, choose a plan and name your app, then request access.',
      'The app appears here, with its key as soon as the request is approved.',
    ],
    browse: 'Browse the catalogues',
    noMatchTitle: 'No app matches',
    noMatch: (search: string) => `None has “${search}” in its name or description.`,
    clear: 'Clear the search',
    unconfirmedTitle: 'Confirm your email address first',
    unconfirmed: 'Then you can request access, and see your apps and their keys here.',
  },

  dashboard: {
    all: 'See all apps',
    none: 'You have no apps yet. You make one when you request access to an API product.',
    more: (total: number) => `and ${count(total, 'more app', 'more apps')}`,
    andMore: 'and many more',
  },

  app: {
    path: 'You are here',
    loading: 'Loading the app',
    failedTitle: 'This app could not be loaded',
    goneTitle: (name: string) => `${name} is not here any more`,
    gone: 'It was deleted, or is not shown to you now. What was deleted has no working keys left.',
    back: 'Go to my apps',
    edit: 'Edit',
    remove: 'Delete',
    approved: 'Approved access',
    noApproved: 'No key works at the moment. As soon as a request is approved, its key appears here.',
    pending: 'Pending access',
    noPending: 'Nothing waits for a decision.',
    request: 'Request more access',
    about: 'About this app',
    audience: 'Who sees it',
    owner: 'Made by',
    created: 'Created',
    redirectUrls: 'Redirect URLs',
    noRedirectUrls: 'None',
  },

  news: {
    issued: (products: string) => `Access to ${products} is approved, and the key is here.`,
    ended: (products: string) => `The key for ${products} does not work any more.`,
    rotated: (products: string) => `There is a new key for ${products}.`,
    approved: (products: string) => `Access to ${products} is approved. The key follows in a few seconds.`,
    rejected: (products: string) => `Access to ${products} was not approved.`,
    asked: (products: string) => `Our team has a question about the request for ${products}.`,
  },

  request: {
    states: {
      pending: 'Waiting',
      needs_information: 'Question open',
      approved: 'Approved',
      rejected: 'Not approved',
    },
    texts: {
      pending: 'Our team decides. This page shows it as soon as it is decided, and we email whoever asked.',
      needs_information: 'Our team needs to know more before it decides.',
      approved: 'The key follows in a few seconds.',
      rejected: 'Somebody on our team has read the request and decided against it.',
    },
    requested: 'Requested',
    by: (name: string) => `by ${name}`,
    byYou: 'by you',
    reason: 'Reason',
    rejection: 'What the reviewer wrote',
    again: 'Request again',
    withdraw: 'Withdraw',
    withdrawTitle: (products: string) => `Withdraw the request for ${products}?`,
    withdrawText: 'Nobody will decide about it any more. You can ask again at any time.',
    tooLate: 'It was decided a moment before you withdrew it. The page shows the decision.',
  },

  editing: {
    title: (name: string) => `Edit ${name}`,
    form: 'Edit app',
    visibility: 'Visibility',
    visibilities: { personal: 'Personal', team: 'Team', organization: 'Organization' },
    hints: {
      personal: 'Only you see it and its keys.',
      team: 'The people of one team see it, and can reveal its keys.',
      organization: (name: string) => `Everybody in ${name} sees it, and can reveal its keys.`,
    },
    team: 'Team',
    chooseTeam: 'Choose a team',
    teamError: 'Choose a team.',
    otherTeam: 'You are not in this team: you will not see the app any more.',
    teamsFailed: 'The teams could not be loaded.',
    changedBy: (name: string) => `${name} changed this app meanwhile.`,
  },

  deleting: {
    title: (name: string) => `Delete ${name}?`,
    keys: (total: number) =>
      total === 0
        ? 'no key stops working: it has no live one'
        : `${count(total, 'live key', 'live keys')} ${total === 1 ? 'stops' : 'stop'} working within a second, wherever ${total === 1 ? 'it is' : 'they are'} used`,
    used: (ago: string) => `the last use of its keys was ${ago}`,
    never: 'its keys were never used',
    pending: (total: number) => `${count(total, 'request that waits is', 'requests that wait are')} withdrawn`,
  },

  activity: {
    title: 'Activity',
    empty: 'Nothing has happened yet.',
    you: 'You',
    staff: 'Our team',
    portal: 'The portal',
    somebody: 'Somebody deleted since',
    acts: {
      'app.added': () => 'made this app',
      'app.edited': () => 'changed its settings',
      'app.moved': () => 'moved it along with its people',
      'access.requested': (products) => `requested access${about(products)}`,
      'review.approved': (products) => `approved the access${about(products)}`,
      'review.rejected': (products) => `did not approve the access${about(products)}`,
      'review.undone': (products) => `took the decision back${about(products)}`,
      'review.reopened': (products) => `opened the request again${about(products)}`,
      'review.withdrawn': (products) => `withdrew the request${about(products)}`,
      'credential.issued': (products) => `issued a key${about(products)}`,
      'credential.revealed': (products) => `revealed the key${about(products)}`,
      'credential.rotated': (products) => `rotated the key${about(products)}`,
      'credential.revoked': (products) => `revoked the access${about(products)}`,
      'credential.expiry-warned': (products) => `warned that the key expires${about(products)}`,
      'credential.expired': (products) => `noted that the key has expired${about(products)}`,
    } as Record<string, (products: readonly string[]) => string>,
  },

  fields: {
    name: 'App name',
    nameHint: 'What you will look for in My apps; our team reads it too.',
    description: 'Description',
    descriptionHint: 'What it does, and for whom.',
    redirectUrls: 'Redirect URLs',
    redirectUrlsHint:
      'Where people come back to after logging in to your app, one address a line. API keys do not need any.',
    redirectUrlError: (url: string, problem: string) => `“${url}” will not do. ${problem}`,
  },
}
