/** Every sentence that a person reads. Another language is another file of the same shape (`const de: Words`). */
export const words = {
  product: 'Gatehouse',

  shell: {
    skip: 'Skip to content',
    mainMenu: 'Main menu',
    openMenu: 'Open menu',
    closeMenu: 'Close menu',
    account: 'Account',
    profile: 'Profile settings',
    logOut: 'Log out',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    loadingPage: 'Loading page',
    failedTitle: 'This page could not be shown',
    failedText: 'Try again. If it happens once more, tell us what you did.',
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address may be mistyped, or what was here is gone.',
    toAdminStart: 'Go to the review queue',
    toPortalStart: 'Go to the start page',
    poweredBy: 'Runs on Gatehouse',
  },

  admin: {
    overview: 'Overview',
    queue: 'Review queue',
    consumers: 'API consumers',
    developerPortal: 'Developer portal',
    records: 'Records',
    emails: 'Emails',
    settings: 'Settings',
    general: 'General',
  },

  connection: {
    live: 'Live',
    connecting: 'Connecting',
    reconnecting: 'Reconnecting',
    inSeconds: (seconds: number) => `in ${seconds} s`,
    retryNow: 'Retry now',
    offlineSince: (time: string) => `Offline since ${time}`,
    delayed: 'Live updates delayed',
    caughtUp: (changes: number) => `Caught up: ${changes} ${changes === 1 ? 'change' : 'changes'}`,
  },

  ui: {
    filterBy: (label: string) => `Filter: ${label}`,
    close: 'Close',
    cancel: 'Cancel',
    dismiss: 'Dismiss',
    retry: 'Retry',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying was refused',
    optional: 'Optional',
    moreOptions: 'More options',
    // Not "Show password": a label is looked for by its words, and there must be one field called Password.
    showTyped: 'Show what you typed',
    hideTyped: 'Hide what you typed',
    reference: (reference: string) => `Reference ${reference}`,
    problems: (count: number) => (count === 1 ? 'One thing needs a correction' : `${count} things need a correction`),
  },
}
