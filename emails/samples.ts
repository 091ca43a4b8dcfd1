// Facts of nobody in particular, to show a mail and to try it with.
import { z } from 'zod'
import { link } from './facts.ts'
import { listedReviewsMax, shapeOf, type FactsOf, type TemplateName } from './templates.ts'

const portal = 'https://portal.example'
const person = { firstName: 'Maria', portalName: 'Polder APIs' }

type WaitingReview = FactsOf<'reviews-waiting'>['reviews'][number]

export const waitingReview: WaitingReview = {
  kindLabel: 'Registration',
  organizationName: '',
  name: 'Jonas Weber',
  email: 'jonas@acme.example',
  emailConfirmed: true,
  cameBy: 'Invite code “Hackathon 2026”',
  requestedAt: '2026-11-21T10:42:00.000Z',
  earlier: 2,
  url: `${portal}/admin/queue/5f0c`,
}

export const waitingOrganization: WaitingReview = {
  ...waitingReview,
  kindLabel: 'Organization request',
  organizationName: 'Acme Logistics',
  cameBy: '',
  earlier: 0,
  url: `${portal}/admin/queue/77`,
}

const inviteCode = {
  codeName: 'Hackathon 2026',
  teamName: 'Rotterdam',
  organizationName: 'Acme Logistics',
  codeUrl: `${portal}/admin/invite-codes/5f0c`,
}

const access = {
  appName: 'Checkout',
  products: [{ productName: 'Payments' }, { productName: 'Public Holidays' }],
  appUrl: `${portal}/apps/1b2c`,
}
const credential = { ...person, ...access, lastFour: 'q7Zk', expiresAt: '2026-12-05T10:42:00.000Z' }

export const sampleFacts: { [N in TemplateName]: FactsOf<N> } = {
  'confirm-address': {
    ...person,
    confirmUrl: `${portal}/auth/confirm?token=abc&from=mail`,
    expiresAt: '28 November 2026',
  },
  'registration-received': { ...person, statusUrl: `${portal}/auth/register/status?token=abc` },
  'registration-approved': { ...person, loginUrl: `${portal}/auth/login` },
  'registration-rejected': { ...person, reason: 'We only serve carriers.\nAsk us again in spring.' },
  'registration-known-address': { ...person, loginUrl: `${portal}/auth/login` },
  invitation: {
    ...person,
    inviterName: 'Jana Visser',
    invitedInto: 'Acme Logistics',
    roleLabel: 'Team member',
    isStaff: false,
    acceptUrl: `${portal}/auth/invitation?token=abc&from=mail`,
    expiresAt: '2026-11-28T10:42:00.000Z',
  },
  'password-reset': {
    ...person,
    resetUrl: `${portal}/auth/reset/code?token=abc&from=mail`,
    expiresAt: '2026-11-21T11:42:00.000Z',
  },
  'password-changed': { ...person, changedAt: '2026-11-21T10:42:00.000Z', resetUrl: `${portal}/auth/reset` },
  'account-deactivated': { ...person },
  'organization-approved': {
    ...person,
    organizationName: 'Acme Logistics B.V.',
    requestedName: 'Acme Freight',
    membersUrl: `${portal}/dashboard/users`,
  },
  'organization-rejected': {
    ...person,
    organizationName: 'Acme Logistics',
    reason: 'Acme is here already.\nAsk Jana Visser to invite you.',
  },
  'role-changed': {
    ...person,
    organizationName: 'Acme Logistics',
    roleLabel: 'Super admin',
    isSuperAdmin: true,
    changedBy: 'Jana Visser',
    dashboardUrl: `${portal}/dashboard`,
  },
  'removed-from-organization': {
    ...person,
    organizationName: 'Acme Logistics',
    removedBy: 'Jana Visser',
    isDeleted: false,
    loginUrl: `${portal}/auth/login`,
  },
  'access-approved': { ...person, ...access, planName: 'Standard', requestedPlanName: 'Partner' },
  'access-rejected': { ...person, ...access, reason: 'Tell us what it is for.\nThen ask again.' },
  'review-question': {
    ...person,
    subjectLabel: 'your registration',
    question: 'Which company do you work for?',
    answerUrl: 'https://portal.example/auth/register/status?token=abcdefghijklmnopqrstuvwx',
  },
  'credential-expiring': credential,
  'credential-expired': credential,
  'invite-code-used-up': { ...person, ...inviteCode, quota: 50 },
  'invite-code-expired': { ...person, ...inviteCode, used: 12, quota: 50, expiredAt: '2026-11-21T10:42:00.000Z' },
  'reviews-waiting': { ...person, count: 1, reviews: [waitingReview], queueUrl: `${portal}/admin/queue` },
  'reviews-overdue': {
    ...person,
    limitLabel: '3 days',
    count: 2,
    reviews: [
      { ...waitingReview, waitedLabel: '4 days', requestedAt: '2026-11-17T10:42:00.000Z' },
      { ...waitingOrganization, waitedLabel: '3 days', requestedAt: '2026-11-18T09:05:00.000Z' },
    ],
    queueUrl: `${portal}/admin/queue`,
  },
  'review-digest': {
    ...person,
    waiting: 7,
    late: 2,
    asked: 1,
    kinds: [
      { kindLabel: 'Registrations', amount: 6, oldestLabel: '3 days' },
      { kindLabel: 'Access requests', amount: 1, oldestLabel: '5 hours' },
    ],
    oldest: [
      { kindLabel: 'Registrations', name: 'Jonas Weber', waitedLabel: '3 days', url: `${portal}/admin/queue/5f0c` },
      { kindLabel: 'Access requests', name: 'Checkout', waitedLabel: '5 hours', url: `${portal}/admin/queue/77` },
    ],
    approved: 11,
    rejected: 2,
    queueUrl: `${portal}/admin/queue`,
  },
}

/** All that people have tried to put into mails, on one line and on the next. */
const hostileText =
  '"\'><script>alert(1)</script></title></style></td>--><img src=x onerror=alert(1)><a href="https://evil.example">' +
  '{{firstName}}{{/if}}&lt;b&gt;$& \u202egnp\u2066\r\nBcc: mail@evil.example\r\n\r\n<h1>Win</h1>'

/** The sample facts with `text` in place of every text, as if a person had typed it. */
export const typedFacts = <N extends TemplateName>(name: N, text: string): FactsOf<N> =>
  vary(name, (value, field) => (typeof value === 'string' && field !== link ? text : value))

export const hostileFacts = <N extends TemplateName>(name: N): FactsOf<N> => typedFacts(name, hostileText)

/** Nothing wherever nothing may be. */
export const emptyFacts = <N extends TemplateName>(name: N): FactsOf<N> =>
  vary(name, (value, field) => {
    if (field === link) return value
    return ['', false, [], 0, null].find((nothing) => accepts(field, nothing)) ?? value
  })

/** As much as may be: full lists of long texts. */
export const longFacts = <N extends TemplateName>(name: N, charactersMax = 10_000): FactsOf<N> =>
  vary(name, (value, field) => {
    if (Array.isArray(value)) return Array.from({ length: listedReviewsMax }, (_, at) => value[at % value.length])
    return typeof value === 'string' && field !== link ? 'words '.repeat(charactersMax / 6) : value
  })

const accepts = (field: z.ZodType, value: unknown) => field.safeParse(value).success

/** The sample facts, each changed on its own; a list first, then what its entries state. */
function vary<N extends TemplateName>(name: N, change: (value: unknown, field: z.ZodType) => unknown): FactsOf<N> {
  const within = (schema: z.ZodObject, facts: object): object =>
    Object.fromEntries(
      Object.entries(facts).map(([key, value]) => {
        const field = schema.shape[key] as z.ZodType
        const changed = change(value, field)
        if (!(field instanceof z.ZodArray) || !Array.isArray(changed)) return [key, changed]
        return [key, changed.map((entry: object) => within(field.element as z.ZodObject, entry))]
      }),
    )
  return within(shapeOf(name), sampleFacts[name]) as FactsOf<N>
}
