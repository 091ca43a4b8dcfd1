import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { renderMail } from '#emails/render.ts'
import { templates, type TemplateName } from '#emails/templates.ts'
import { oneLine, readHtml, type ReadMail } from './read-html.ts'
import { sampleFacts, typedFacts, waitingReview } from '#emails/samples.ts'
import { templateNames } from '#emails/wording.ts'
import { hostileTexts } from './hostile-texts.ts'

const render = (name: TemplateName, text: string) =>
  renderMail(name, typedFacts(name, text) as never, { portalName: text })

const known = new Map<string, ReadMail>()

/** The same mail about nobody in particular; what is empty may leave its box or row out. */
async function harmlessMail(name: TemplateName, isEmpty: boolean): Promise<ReadMail> {
  const key = `${name} ${isEmpty}`
  if (!known.has(key)) known.set(key, readHtml((await render(name, isEmpty ? '' : 'x')).html))
  return known.get(key)!
}

beforeAll(() => render('registration-approved', 'x'), 30_000)

describe.each(templateNames)('%s', (name) => {
  test.each(Object.entries(hostileTexts))('stays the same mail around %s', async (_, text) => {
    const harmless = await harmlessMail(name, text === '')
    const { subject, html, text: plain } = await render(name, text)
    const read = readHtml(html)
    expect(read.structure).toEqual(harmless.structure)
    expect(read.links.map(({ href }) => href)).toEqual(harmless.links.map(({ href }) => href))
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
    expect(subject.length).toBeLessThanOrEqual(200)
    // The text keeps its lines: what a person typed begins none, but for the quoted reason.
    expect(plain.replace(/^> .*$/gm, '>')).not.toMatch(/^(Bcc:|<h1>|two|three|four|five)/m)
    expect(plain.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect((subject + html + plain).isWellFormed()).toBe(true)
  })

  test.each(['markup', 'template tags', 'entities', 'right-to-left words'])(
    'shows %s as they were typed',
    async (kind) => {
      const { html, text } = await render(name, hostileTexts[kind]!)
      const { firstName } = templates[name].parse(typedFacts(name, hostileTexts[kind]!))
      expect(readHtml(html).words).toContain(oneLine(firstName))
      expect(text).toContain(firstName)
    },
  )
})

test('whatever is typed, a mail is rendered with the same elements', async () => {
  const expected = readHtml((await render('registration-rejected', 'x')).html).structure
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      const facts = { firstName: text, portalName: 'Polder APIs', reason: `x${text}x` }
      const { subject, html } = await renderMail('registration-rejected', facts, { portalName: 'Polder APIs' })
      expect(readHtml(html).structure).toEqual(expected)
      expect(subject).not.toContain('\n')
    }),
    { numRuns: 60 },
  )
}, 20_000)

test('a name is no link: strangers choose whom the portal writes to', async () => {
  const firstName = 'Win at https://evil.example/now or mail me@evil.example'
  const { html, text } = await renderMail(
    'confirm-address',
    { ...sampleFacts['confirm-address'], firstName },
    { portalName: 'Polder' },
  )
  for (const body of [readHtml(html).words, text]) expect(body).not.toMatch(/evil\.example|:\/\/evil|@evil/)
  const tolkien = await renderMail(
    'confirm-address',
    { ...sampleFacts['confirm-address'], firstName: 'J.R.R.' },
    { portalName: 'Polder' },
  )
  expect(tolkien.text).toContain('Hello J. R. R.,')
})

test('nor is the name of an organization, whose admins invite whom they like, or of who invites', async () => {
  const facts = {
    ...sampleFacts.invitation,
    inviterName: 'https://evil.example',
    invitedInto: 'Win at evil.example/now',
  }
  const { subject, html, text } = await renderMail('invitation', facts, { portalName: 'Polder' })
  for (const words of [subject, readHtml(html).words, text]) expect(words).not.toMatch(/evil\.example/)
  expect(text).toContain('Win at evil. example/ now')
})

test('nor is any other name that people give: a code, a team, an organization they ask for, an app', async () => {
  const name = 'evil.example/now'
  const named = { codeName: name, teamName: name, organizationName: name, requestedName: name, appName: name }
  for (const template of templateNames) {
    const facts = { ...sampleFacts[template], ...named }
    const { subject, html, text } = await renderMail(template, facts as never, { portalName: 'Polder' })
    for (const words of [subject, readHtml(html).words, text]) expect(words).not.toContain('evil.example')
  }
  const reviews = [{ ...waitingReview, organizationName: name }]
  const { subject, html, text } = await renderMail(
    'reviews-waiting',
    { ...sampleFacts['reviews-waiting'], reviews },
    { portalName: 'Polder' },
  )
  for (const words of [subject, readHtml(html).words, text]) expect(words).toContain('evil. example/ now')
})

test.each(['registration-rejected', 'organization-rejected', 'access-rejected'] as const)(
  'a line in the reason of a %s cannot pass for the words of the portal',
  async (name) => {
    const reason = 'No.\n----\nYou get this mail because you won.'
    const { text } = await renderMail(name, { ...sampleFacts[name], reason } as never, { portalName: 'Polder' })
    expect(text.match(/^----$/gm)).toHaveLength(1)
    expect(text.match(/^You get this mail/gm)).toHaveLength(1)
  },
)

test.each(['javascript:alert(1)', 'data:text/html,hi', '//evil.example', 'auth/login', ''])(
  'refuses %j as a link',
  async (loginUrl) => {
    const facts = { ...sampleFacts['registration-approved'], loginUrl }
    await expect(renderMail('registration-approved', facts, { portalName: 'Polder' })).rejects.toThrow()
  },
)

test('a link cannot leave its attribute', async () => {
  const loginUrl = 'https://portal.example/?a="><script>alert(1)</script>&b=\'{{firstName}}\n'
  const { html } = await renderMail(
    'registration-approved',
    { ...sampleFacts['registration-approved'], loginUrl },
    { portalName: 'Polder' },
  )
  const { structure, links } = readHtml(html)
  expect(structure.join()).not.toContain('SCRIPT')
  for (const { href } of links) expect(new URL(href).searchParams.get('b')).toContain('{{firstName}}')
})

test('facts that a mail does not have are left out', async () => {
  const facts = { ...sampleFacts['registration-approved'], subject: 'Mine', initial: '<b>', constructor: 'x' }
  const { subject, html } = await renderMail('registration-approved', facts, { portalName: 'Polder' })
  expect(subject).toBe('Your registration at Polder is approved')
  expect(html).not.toContain('&lt;b&gt;')
})
