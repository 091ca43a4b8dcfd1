// The sentences of shortcuts, the palette and desktop notifications.

export const keyWords = {
  /** What each shortcut does, by its id. */
  shortcuts: {
    palette: 'Find, or do anything',
    sheet: 'Keyboard shortcuts',
    search: 'Search in the list',
    next: 'Next review',
    previous: 'Previous review',
    open: 'Open the review',
    out: 'Close the review, drop the selection, leave the search',
    select: 'Select the review',
    selectRange: 'Select all up to here',
    undo: 'Undo the last decision',
    approve: 'Approve',
    reject: 'Reject',
    ask: 'Ask for information',
    note: 'Add a note',
    claim: 'Claim or release',
    goToOverview: 'Go to the overview',
    goToQueue: 'Go to the review queue',
    goToUsers: 'Go to users',
    goToTeams: 'Go to teams',
    goToOrganizations: 'Go to organizations',
    goToCodes: 'Go to invite codes',
    goToAccess: 'Go to access requests',
    goToApps: 'Go to apps',
    goToProducts: 'Go to API products',
    goToPlans: 'Go to plans',
    goToCatalogues: 'Go to catalogues',
    goToEmails: 'Go to emails',
    goToSettings: 'Go to general settings',
    goToStaff: 'Go to admin users',
  },
  stillLoading: 'Wait a moment: the review is still loading.',

  sheet: {
    title: 'Keyboard shortcuts',
    singleKeys: 'Single-key shortcuts',
    singleKeysHint: 'Switch them off if you dictate, or press keys by accident. Kept in this browser.',
    scopes: { everywhere: 'Everywhere', queue: 'In the review queue', review: 'With a review open', pages: 'Pages' },
    then: 'then',
  },

  palette: {
    open: 'Find',
    button: 'Find people, organizations, codes, requests',
    title: 'Find, or do anything',
    placeholder: 'Type a name, an address, a page, an action',
    list: 'What was found',
    none: (text: string) => `Nothing found for “${text}”.`,
    failed: 'People and things could not be searched. Type on to try again.',
    searching: 'Searching',
    count: (amount: number) => (amount === 1 ? '1 result' : `${amount} results`),
    actions: 'Actions',
    pages: 'Pages',
    kinds: {
      review: 'Waiting reviews',
      user: 'Users',
      organization: 'Organizations',
      app: 'Apps',
      code: 'Invite codes',
      product: 'API products',
    },
    keys: { move: 'move', choose: 'choose', close: 'close' },
  },

  notices: {
    title: 'Desktop notifications',
    label: 'Tell me when reviews wait',
    text: 'While no tab of the portal is in sight, one notice says how many reviews wait and of which kind. It names nobody: others may see your screen.',
    blocked:
      'This browser blocks notifications of this portal. Allow them in its site settings, then switch them on here.',
    unsupported: 'This browser has no desktop notifications.',
    waiting: (amount: number) => (amount === 1 ? '1 review waits' : `${amount.toLocaleString('en')} reviews wait`),
    kinds: {
      registration: (amount: number) =>
        `${amount.toLocaleString('en')} ${amount === 1 ? 'registration' : 'registrations'}`,
      organization: (amount: number) =>
        `${amount.toLocaleString('en')} ${amount === 1 ? 'organization request' : 'organization requests'}`,
      access: (amount: number) =>
        `${amount.toLocaleString('en')} ${amount === 1 ? 'access request' : 'access requests'}`,
    },
  },
}
