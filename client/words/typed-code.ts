// What the portal says about an invite code that a visitor types. Apart from the console's words, which it does not carry.
import type { CodeCheck } from '#server/features/invite-codes/schema.ts'

const orWithout = 'Clear the field to register without a code.'

export const typedCodeWords = {
  label: 'Invite code',
  hint: 'If somebody gave you one.',
  checking: 'Checking the code',
  joins: (team: string, organization: string) =>
    team.startsWith(organization) ? `You will join ${team}.` : `You will join ${team} of ${organization}.`,
  skips: 'No approval is needed.',
  waits: 'A person still looks at your registration.',
  problems: {
    unknown: `There is no such invite code. Look for a typing error. ${orWithout}`,
    expired: `This invite code has expired. ${orWithout}`,
    'used-up': `This invite code is used up: all of its places are taken. ${orWithout}`,
    paused: `This invite code is paused at the moment. ${orWithout}`,
  } satisfies Record<Exclude<CodeCheck['status'], 'active'>, string>,
  tooMany: 'Too many codes were tried. It is checked again by itself.',
  againIn: (seconds: number) => `In ${seconds} s.`,
  notReached: 'It could not be checked just now; it is when you register.',
}
