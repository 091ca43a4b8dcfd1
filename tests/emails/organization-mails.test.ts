// What the mails about organizations and invite codes say in each of their cases.
import { beforeAll, expect, test } from 'vitest'
import { renderMail } from '#emails/render.ts'
import type { FactsOf, TemplateName } from '#emails/templates.ts'
import { readHtml } from './read-html.ts'
import { sampleFacts } from '#emails/samples.ts'

// The first mail of a process loads MJML.
beforeAll(() => read('organization-approved'), 30_000)

/** The subject, and the words of the HTML and of the text, each of which has to say the same. */
async function read<N extends TemplateName>(name: N, facts: Partial<FactsOf<N>> = {}) {
  const { subject, html, text } = await renderMail(name, { ...sampleFacts[name], ...facts }, { portalName: 'Polder' })
  return { subject, bodies: [readHtml(html).words, text], links: readHtml(html).links }
}

test('an approved organization invites its first user', async () => {
  const { links } = await read('organization-approved')
  expect(links[0]).toEqual({ name: 'Invite your first user', href: sampleFacts['organization-approved'].membersUrl })
})

test('an organization approved under another name says which was asked for', async () => {
  const { subject, bodies } = await read('organization-approved', {
    organizationName: 'Acme',
    requestedName: 'ACME Inc',
  })
  expect(subject).toBe('Your organization Acme is approved')
  for (const body of bodies)
    expect(body).toMatch(
      /You asked for the organization ACME Inc\. The team of Polder has approved it as Acme instead\./,
    )
})

test('an organization approved as asked for speaks of one name only', async () => {
  const { bodies } = await read('organization-approved', { organizationName: 'Acme', requestedName: '' })
  for (const body of bodies) {
    expect(body).toContain('has approved Acme, the organization you asked for.')
    expect(body).not.toMatch(/instead|You asked for/)
  }
})

test('a rejected organization leaves its requester where they are', async () => {
  const { bodies } = await read('organization-rejected')
  for (const body of bodies) {
    expect(body).toContain('your request for the organization Acme Logistics and did not approve it, for this reason:')
    expect(body).toContain('you keep your account and stay where you are. You are welcome to ask again')
  }
})

test.each([
  { roleLabel: 'Super admin', isSuperAdmin: true, mayDo: 'Invite, edit and remove members; manage apps' },
  { roleLabel: 'Team member', isSuperAdmin: false, mayDo: 'See the members; manage apps' },
])('a new role says what a $roleLabel may do', async ({ mayDo, ...role }) => {
  const { subject, bodies } = await read('role-changed', role)
  expect(subject).toBe(`Your role in Acme Logistics is now ${role.roleLabel}`)
  for (const body of bodies) expect(body).toMatch(new RegExp(`You can:? *${mayDo}`))
})

test('who is removed keeps the account', async () => {
  const { subject, bodies } = await read('removed-from-organization')
  expect(subject).toBe('You were removed from Acme Logistics')
  for (const body of bodies) {
    expect(body).toContain('Jana Visser has removed you from the organization Acme Logistics at')
    expect(body).toContain('Your account stays: log in as before')
  }
})

test('a deleted organization has removed nobody in particular', async () => {
  const { subject, bodies } = await read('removed-from-organization', { isDeleted: true })
  expect(subject).toBe('The organization Acme Logistics was deleted')
  for (const body of bodies) {
    expect(body).toContain('Jana Visser has deleted the organization Acme Logistics at')
    expect(body).toContain('Your account stays: log in as before')
    expect(body).not.toContain('removed')
  }
})

test.each([
  [50, 'All 50 places of the invite code Hackathon 2026 are taken.', '50 of 50 taken'],
  [1, 'The only place of the invite code Hackathon 2026 is taken.', '1 of 1 taken'],
])('an invite code of %i is used up', async (quota, sentence, places) => {
  const { bodies } = await read('invite-code-used-up', { quota })
  for (const body of bodies) {
    expect(body).toContain(sentence)
    expect(body).toContain(places)
  }
})

test.each([
  [12, 50, '12 of 50 taken'],
  [0, 1, '0 of 1 taken'],
  [0, null, '0 taken, no limit'],
])('an expired invite code counts who came by it: %i of %j', async (used, quota, places) => {
  const { bodies } = await read('invite-code-expired', { used, quota })
  for (const body of bodies) {
    expect(body).toContain('The invite code Hackathon 2026 expired on 21 November 2026 at 10:42 UTC.')
    expect(body).toContain(places)
  }
})
