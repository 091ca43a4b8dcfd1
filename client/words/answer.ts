// The portal's sentences where our team asks and the requester answers. In a file of their own, next to portal.ts.
export const answerWords = {
  title: 'We have a question',
  text: 'Our team needs to know one more thing before it decides.',
  asks: 'Our team asks',
  answer: 'Your answer',
  send: 'Send answer',
  sent: 'Your answer has been sent. Our team goes on from here.',
  changed: 'The question has changed meanwhile. What you typed is kept; please read the question again.',
  othersAnswer: (name: string) => `${name}, who requested it, can answer.`,
  badge: 'Question open',
  pending: (name: string) => `Our team has a question about ${name}.`,
  follow: 'Answer the question',
}
