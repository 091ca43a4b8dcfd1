// The console's sentences about who is at the queue, and about asking and noting. In a file of their own, next to admin.ts.
const listed = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' })
const isOrAre = (names: readonly string[]) => `${listed.format(names)} ${names.length === 1 ? 'is' : 'are'}`

export const deskWords = {
  atQueue: (names: readonly string[]) => `${isOrAre(names)} at the queue`,
  lookingAt: (names: readonly string[]) => `${isOrAre(names)} looking at it`,
  isReviewing: (name: string) => `${name} is reviewing`,
  youAreReviewing: 'You are reviewing',
  claim: 'Claim',
  takeOver: 'Take over',
  release: 'Release',
  takenFrom: (name: string) => `from ${name}`,

  reject: {
    presets: 'Start from',
    ownReason: 'Your own words',
    note: 'Note for the team',
    noteHint: 'Only staff read it.',
  },

  ask: {
    button: 'Ask for information',
    title: (about: string) => `Ask about ${about}`,
    text: (name: string) =>
      `${name} gets the question by mail at once, and answers on a page of the portal. Until then the review waits outside of the queue; it can still be decided.`,
    question: 'Question',
    send: 'Send',
    waiting: (name: string) => `Waiting for an answer from ${name}`,
    waitingText: 'The answer appears here, and the review is back in the queue then. It can be decided without it.',
    overtaken: 'Somebody else has asked for information meanwhile. Nothing was changed.',
  },

  note: {
    button: 'Note',
    title: 'Add a note',
    text: 'Only staff read it, on this review.',
    label: 'Note',
    save: 'Add note',
  },

  preview: {
    title: 'Preview of the mail',
    to: 'To',
    subject: 'Subject',
    empty: 'The mail is shown here as you type.',
    loading: 'Writing the mail',
    failed: 'The mail could not be shown. It can be sent nevertheless.',
  },

  conversation: {
    title: 'Conversation',
    none: 'Nothing was asked or noted yet.',
    asked: 'asked',
    answered: 'answered',
    noted: 'noted',
    staffOnly: 'Only staff read this',
    somebody: 'Somebody who is gone',
  },
}
