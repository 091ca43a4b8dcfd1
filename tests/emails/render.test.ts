import { readdir } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { renderMail } from '#emails/render.ts'
import { listedReviewsMax, templates, type FactsOf, type TemplateName } from '#emails/templates.ts'
import { oneLine, readHtml } from './read-html.ts'
import { sampleFacts, waitingOrganization, waitingReview } from '#emails/samples.ts'
import { templateNames } from '#emails/wording.ts'

const brand = { portalName: 'Polder APIs' }
const withoutButton: TemplateName[] = ['registration-rejected', 'organization-rejected', 'account-deactivated']
const renderQueue = (facts: Partial<FactsOf<'reviews-waiting'>>) =>
  renderMail('reviews-waiting', { ...sampleFacts['reviews-waiting'], ...facts }, brand)

// The first mail of a process loads MJML.
beforeAll(() => renderMail('registration-approved', sampleFacts['registration-approved'], brand), 30_000)

test('every folder is a template and every template a folder', async () => {
  const entries = await readdir(new URL('../../emails/', import.meta.url), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(folders.sort()).toEqual(Object.keys(templates).sort())
})

describe.each(templateNames)('%s', (name) => {
  test('states every fact, in the HTML and in the text', async () => {
    const { html, text } = await renderMail(name, sampleFacts[name], brand)
    const { words, links } = readHtml(html)
    const seen = `${words} ${links.map(({ href }) => href).join(' ')}`
    for (const fact of wordsOf(templates[name].parse(sampleFacts[name]))) {
      expect(seen).toContain(oneLine(fact))
      expect(oneLine(text.replaceAll('\n> ', '\n'))).toContain(oneLine(fact))
    }
  })

  test('has a subject of one line, which is also its title, and says at the end why the reader gets it', async () => {
    const { subject, html, text } = await renderMail(name, sampleFacts[name], brand)
    expect(subject).toMatch(/^\S.{8,}\S$/)
    expect(readHtml(html).title).toBe(subject)
    const [, why] = /----\n(You get this mail because .+ Polder APIs.+)\n$/.exec(text) ?? []
    expect(readHtml(html).words.endsWith(why!)).toBe(true)
  })

  test('leaves no placeholder, loads nothing from elsewhere, and runs nothing', async () => {
    const { subject, html, text } = await renderMail(name, sampleFacts[name], brand)
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|undefined|\[object/)
    expect(html).not.toMatch(/<(script|img|link|iframe|form|object|base)\b|@import|url\(|\son\w+=/i)
  })

  test('shows the target of its button as words below it', async () => {
    const { html } = await renderMail(name, sampleFacts[name], brand)
    const { links } = readHtml(html)
    const plain = links.filter(({ name: words, href }) => words === href)
    expect(plain).toHaveLength(withoutButton.includes(name) ? 0 : 1)
    for (const { href } of plain) expect(links.filter((link) => link.href === href)).toHaveLength(2)
  })

  test('refuses to be rendered without one of its facts', async () => {
    const { firstName: _, ...others } = sampleFacts[name]
    await expect(renderMail(name, others as never, brand)).rejects.toThrow()
  })
})

test('names the one review in the subject, and counts several', async () => {
  expect((await renderQueue({})).subject).toBe('Waiting for a decision: Registration, Jonas Weber')
  const several = await renderQueue({ count: 2, reviews: [waitingReview, waitingReview] })
  expect(several.subject).toBe('Waiting for a decision: 2 reviews')
})

test('links each review by the name of who waits', async () => {
  const other = {
    ...waitingReview,
    name: 'Hana Sato',
    emailConfirmed: false,
    earlier: 0,
    url: 'https://portal.example/admin/queue/77',
  }
  const { html, text } = await renderQueue({ count: 2, reviews: [waitingReview, other] })
  const { links, words } = readHtml(html)
  expect(links).toContainEqual({ name: 'Review Hana Sato', href: other.url })
  expect(words).toContain('(not confirmed)')
  expect(text).toMatch(/Hana Sato\n[^]*\(not confirmed\)[^]*Earlier: {7}None\n[^]*queue\/77/)
})

test('lists at most 20 reviews, counts the rest, and stays below the size at which Gmail cuts a mail off', async () => {
  const { html, text } = await renderQueue({ count: 120, reviews: Array(25).fill(waitingReview) })
  expect(readHtml(html).words).toContain('and 100 more')
  expect(text).toContain('\nand 100 more\n')
  expect(text.match(/Jonas Weber/g)).toHaveLength(listedReviewsMax)
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
})

test('names the organization that is asked for, and leaves out how its request came', async () => {
  const { subject, html, text } = await renderQueue({ reviews: [waitingOrganization] })
  expect(subject).toBe('Waiting for a decision: Organization request, Jonas Weber for Acme Logistics')
  expect(readHtml(html).words).toMatch(/Kind ?Organization request ?Organization ?Acme Logistics ?Email/)
  expect(text).toMatch(/^ {2}Kind: {10}Organization request\n {2}Organization: {2}Acme Logistics\n {2}Email: /m)
  for (const body of [readHtml(html).words, text]) expect(body).not.toContain('Came by')
})

test('a registration has no organization to name', async () => {
  const { html, text } = await renderQueue({ count: 2, reviews: [waitingReview, waitingOrganization] })
  for (const body of [readHtml(html).words, text]) {
    expect(body.match(/Organization:? +Acme|OrganizationAcme/g)).toHaveLength(1)
    expect(body.match(/Came by/g)).toHaveLength(1)
  }
  expect(text).toContain('\n  Kind:          Registration\n  Email:         jonas@acme.example (confirmed)\n')
})

test('keeps the line breaks of a reason, and quotes each of its lines in the text', async () => {
  const { html, text } = await renderMail('registration-rejected', sampleFacts['registration-rejected'], brand)
  expect(html).toContain('We only serve carriers.<br />Ask us again in spring.')
  expect(text).toContain('\n> We only serve carriers.\n> Ask us again in spring.\n')
})

test.each(['registration-rejected', 'organization-rejected', 'access-rejected'] as const)(
  'a %s without a reason does not announce one',
  async (name) => {
    const { html, text } = await renderMail(name, { ...sampleFacts[name], reason: ' \n ' } as never, brand)
    expect(readHtml(html).words + text).not.toContain('reason')
  },
)

test('an invitation says who invites, into what, as what and until when', async () => {
  const { subject, html, text } = await renderMail('invitation', sampleFacts.invitation, brand)
  expect(subject).toBe('Jana Visser invites you to Polder APIs')
  expect(readHtml(html).words).toMatch(
    /You join ?Acme Logistics ?Your role ?Team member ?Invited by ?Jana Visser ?Open until ?28/,
  )
  expect(text).toMatch(
    /You join: +Acme Logistics\n +Your role: +Team member\n +Invited by: +Jana Visser\n +Open until: +28/,
  )
  expect(readHtml(html).links).toContainEqual({ name: 'Complete registration', href: sampleFacts.invitation.acceptUrl })
  expect(text).not.toContain('portal admin')
})

test('an invitation to the staff says that it makes a portal admin', async () => {
  const facts = { ...sampleFacts.invitation, invitedInto: 'the portal team', roleLabel: 'Approver', isStaff: true }
  const { html, text } = await renderMail('invitation', facts, brand)
  for (const body of [readHtml(html).words, text]) {
    expect(body).toContain('Jana Visser invites you to help run Polder APIs as a portal admin.')
    expect(body).not.toContain('already have an account')
  }
})

test('an invitation into an organization says what accepting does to an account of that address', async () => {
  const { html, text } = await renderMail('invitation', sampleFacts.invitation, brand)
  for (const body of [readHtml(html).words, text]) {
    expect(body).toContain('Jana Visser invites you to join Acme Logistics at Polder APIs, where')
    expect(body).toContain('accepting moves it into Acme Logistics and replaces its password.')
  }
})

test('a reset says that nothing has changed', async () => {
  const { html, text } = await renderMail('password-reset', sampleFacts['password-reset'], brand)
  expect(readHtml(html).links[0]).toEqual({ name: 'Reset', href: sampleFacts['password-reset'].resetUrl })
  for (const body of [readHtml(html).words, text]) expect(body).toContain('ignore this mail. Nothing has changed')
})

test('writes an instant out in UTC', async () => {
  const { text } = await renderQueue({})
  expect(text).toContain('21 November 2026 at 10:42 UTC')
})

test('wears the accent of the portal', async () => {
  const { html } = await renderMail('registration-approved', sampleFacts['registration-approved'], {
    ...brand,
    accent: '#0f766e',
  })
  expect(html).toContain('#0f766e')
  expect(html).not.toContain('#3451d1')
})

/** Every text among the facts, in lists too. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value ? Object.values(value).flatMap(wordsOf) : []
}
