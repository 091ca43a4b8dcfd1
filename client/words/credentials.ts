// The portal's sentences about credentials: keys and what is done with them.
const number = new Intl.NumberFormat('en')

export const credentialsWords = {
  names: (products: readonly string[]) => (products.length > 0 ? products.join(', ') : 'API products deleted since'),

  key: {
    ending: (lastFour: string) => `Key ending in ${lastFour}`,
    shown: 'API key',
    reveal: 'Reveal',
    hide: 'Hide',
    copy: 'Copy',
    shownStatus: 'The key is shown. It hides again after a minute.',
    hidesItself: 'It hides again after a minute.',
    refused: 'Your browser refused the clipboard. Select the key and copy it yourself.',
    gone: 'This key does not work any more.',
    issued: 'Issued',
    never: 'Never used',
    used: 'Last used',
    usedHint: 'Uses are written down every ten seconds.',
    old: 'Old key',
    present: 'New key',
    worksUntil: 'works until',
    try: 'Send it with every request:',
    copyCurl: 'Copy curl command',
  },

  password: {
    title: 'Enter your password',
    text: 'Keys are shown to whoever has typed their password within the last ten minutes.',
    submit: 'Confirm',
  },

  card: {
    issuedNow: 'Issued just now',
    expiresSoon: 'Expires soon',
    baseUrl: 'Base URL',
    baseUrls: 'Base URLs',
    noBaseUrl: 'None yet',
    copyBaseUrl: (url: string) => `Copy ${url}`,
    plan: 'Plan',
    planGone: 'deleted since',
    catalogue: 'Catalogue',
    expires: 'Key expires',
    noExpiry: 'Never',
    recorded: 'Every reveal is recorded, and shown below to everybody who sees this app.',
    recordedOwn: 'Every reveal is recorded and shown below.',
  },

  changed:
    'Somebody else rotated or revoked it a moment before you. This is how it is now; press again if you still want to.',

  rotate: {
    action: 'Rotate',
    title: (products: string) => `Rotate the key for ${products}?`,
    text: 'A new key works at once. Its limits stay the same.',
    overlaps: { 0: 'Now', 1: '1 hour', 24: '24 hours', 168: '7 days' } as Record<number, string>,
    label: 'Old key ends',
    ends: (lastFour: string) => `…${lastFour} stops working at once: whatever still sends it is refused.`,
    goesOn: (lastFour: string, until: string) =>
      `…${lastFour} goes on until ${until}, so that there is time to change over.`,
    earlier: (lastFour: string) => `…${lastFour}, from the rotation before, stops working at once.`,
    renews: (days: number) => `The new key expires in ${days === 1 ? '1 day' : `${number.format(days)} days`}.`,
  },

  revoke: {
    action: 'Revoke',
    title: (products: string) => `Revoke the access to ${products}?`,
    text: 'This cannot be taken back. You can request access again.',
    what: 'What happens',
    lines: (keys: readonly string[], products: string, app: string) => [
      `${keys.map((lastFour) => `…${lastFour}`).join(' and ')} ${keys.length > 1 ? 'are' : 'is'} refused within a second, wherever ${keys.length > 1 ? 'they are' : 'it is'} used`,
      `${app} cannot call ${products} any more`,
    ],
  },

  ended: {
    title: (count: number) => `Ended access (${number.format(count)})`,
    list: 'Ended access',
    revoked: 'Revoked',
    expired: 'Expired',
    again: 'Request again',
  },
}
