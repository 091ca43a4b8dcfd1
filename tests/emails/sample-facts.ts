// Facts for every mail, and what people could type instead of them.
import type { FactsOf, TemplateName } from '#emails/templates.ts'

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

export const templateNames = Object.keys(sampleFacts) as TemplateName[]

export const hostileTexts: Record<string, string> = {
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'the end of an MJML tag': '</mj-text></mj-column><mj-button href="https://evil.example">Win</mj-button>',
  'the end of an attribute': '" onmouseover="alert(1)\' style=\'position:fixed',
  'the end of a comment': '--><![endif]--><h1>hi</h1><!--',
  'the end of the title': '</title></style></head><h1>hi</h1>',
  entities: '&lt;b&gt; &#60;b&#62; &amp;amp;',
  'template tags': '{{confirmUrl}} {{#each reviews}} {{unknown}} {{/if}} {{> body}} $& $1 $`',
  'a header': 'a@b.c\r\nBcc: x@evil.example\n\n<h1>hi</h1>',
  'every line break': 'one\rtwo\u2028three\u2029four\u0085five\vsix\fseven',
  'direction overrides': '\u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c',
  'right-to-left words': 'محمد الأحمد',
  'ten thousand characters': 'x'.repeat(10_000),
  'half a character': 'a\ud83d',
  'control characters': 'a\0b\x1b[31mc\x07',
  nothing: '',
}

/** The facts with `text` in place of everything a person could have typed. */
export function typedBy(name: TemplateName, text: string): FactsOf<TemplateName> {
  return { ...sampleFacts[name], firstName: text, portalName: text, ...alsoTyped(text)[name] }
}

const accessTyped = (text: string) => ({ appName: text, products: [{ productName: text }] })

/** What else a person could have typed in a mail, besides the two names of every mail. */
const alsoTyped = (text: string): { [N in TemplateName]?: Partial<FactsOf<N>> } => ({
  'registration-rejected': { reason: text },
  invitation: { inviterName: text, invitedInto: text, roleLabel: text },
  'password-changed': { changedAt: text },
  'organization-approved': { organizationName: text, requestedName: text },
  'organization-rejected': { organizationName: text, reason: text },
  'role-changed': { organizationName: text, roleLabel: text, changedBy: text },
  'removed-from-organization': { organizationName: text, removedBy: text },
  'access-approved': { ...accessTyped(text), planName: text, requestedPlanName: text },
  'access-rejected': { ...accessTyped(text), reason: text },
  'review-question': { subjectLabel: text, question: text },
  'credential-expiring': accessTyped(text),
  'credential-expired': accessTyped(text),
  'invite-code-used-up': { codeName: text, teamName: text, organizationName: text },
  'invite-code-expired': { codeName: text, teamName: text, organizationName: text, expiredAt: text },
  'review-digest': {
    kinds: [{ kindLabel: text, amount: 6, oldestLabel: text }],
    oldest: [{ kindLabel: text, name: text, waitedLabel: text, url: `${portal}/admin/queue/5f0c` }],
  },
  'reviews-waiting': {
    reviews: [
      {
        ...waitingReview,
        kindLabel: text,
        organizationName: text,
        name: text,
        email: text,
        cameBy: text,
        requestedAt: text,
      },
    ],
  },
})
