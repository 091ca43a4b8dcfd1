// The sentences of the cart's request for access. Apart from offer.ts: only the cart's own page has them.
const number = new Intl.NumberFormat('en')
const list = new Intl.ListFormat('en')

export const cartRequestWords = {
  one: 'Choose a plan and an app, then request access.',
  several:
    'Each catalogue is a request of its own, with its own plan and its own set of credentials for all that is in it.',

  form: (catalogue: string) => `Request access to ${catalogue}`,
  loading: 'Loading your apps',
  appsFailed: 'Your apps could not be loaded.',
  unconfirmed: 'Then you can request access to what is in your cart.',

  plan: 'Plan',
  choosePlan: 'Choose a plan',
  planError: 'Choose a plan.',
  compare: 'Compare the plans',
  terms: (plan: string) => `What ${plan} grants`,
  needsApproval: 'Needs approval: our team decides, you get a mail, and the key appears with the app.',
  atOnce: 'Needs no approval: your key is there at once.',
  planChangedTitle: (plan: string) => `The plan ${plan} has changed since you saw it`,
  planChanged: (label: string, before: string, now: string) => `${label}: was ${before}, now ${now}`,
  planName: 'Name',
  planDescription: 'Description',
  empty: 'empty',
  usePlan: 'Use the changed plan',
  planChangedError: 'Look at what has changed, then use the changed plan or choose another.',
  planGone: (plan: string) => `The plan ${plan} is not offered in this catalogue any more. Choose another one.`,

  app: 'App',
  newApp: 'Create a new app',
  chooseApp: 'Choose an app',
  appError: 'Choose an app, or create a new one.',
  newAppShared: (organization: string) => `Everybody in ${organization} will see the app and its key.`,
  appGone: (app: string) => `${app} was deleted, or is not yours to see any more. Choose another app.`,
  cut: (amount: number) => `The first ${number.format(amount)} by name.`,
  heldError: (app: string, products: readonly string[]) =>
    `${app} has ${list.format(products)} already. Leave it out above, or choose another app.`,

  requested: 'already requested',
  granted: 'already granted',
  leaveOut: 'Leave out',
  takeAlong: 'Take along again',
  isHeld: (app: string, isGranted: boolean) =>
    isGranted ? `${app} has access to it.` : `${app} has asked for it, and nobody has decided yet.`,
  isLeftOut: 'Left out of this request; it stays in your cart.',

  reason: 'Reason',
  reasonHint: 'What you will use it for. Our team reads it.',
  submit: 'Request access',
  removeFirst: (products: readonly string[]) => `Remove ${list.format(products)} first: not available any more.`,
  nothingLeft: 'Everything is left out: there is nothing to request.',
  tooMany: (most: number) => `At most ${most} API products at once. Remove or leave out some.`,

  results: 'Your requests',
  sentTitle: (app: string) => `Access for ${app} requested`,
  sent: (catalogue: string, plan: string) =>
    `Our team decides about ${catalogue} on the plan ${plan}. You get a mail, and the key appears with the app as soon as it is approved.`,
  readyTitle: (app: string) => `Your key for ${app} is ready`,
  ready: (catalogue: string, plan: string) => `It works for what you asked for from ${catalogue}, on the plan ${plan}.`,
  unsureTitle: (catalogue: string) => `${catalogue} has left your cart`,
  unsure: 'It was sent from another tab, or just before the connection was cut. Your apps show what became of it.',
  goToApps: 'Go to my apps',
}
