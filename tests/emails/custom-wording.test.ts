// Whatever an owner publishes, what a person typed stays words.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkWording } from '#emails/check.ts'
import { factsOf } from '#emails/fact-list.ts'
import { renderMail } from '#emails/render.ts'
import { typedFacts } from '#emails/samples.ts'
import { templateNames, type FactInfo, type TemplateName, type WordingSource } from '#emails/wording.ts'
import { hostileTexts } from './hostile-texts.ts'
import { readHtml } from './read-html.ts'

const tagsOf = (facts: FactInfo[], write: (fact: FactInfo) => string): string =>
  facts
    .map((fact) => {
      if (fact.kind === 'condition') return `{{#if ${fact.name}}}yes{{else}}no{{/if}}`
      if (fact.kind === 'list') return `{{#each ${fact.name}}}${tagsOf(fact.entries!, write)};{{/each}}`
      return write(fact)
    })
    .join(' ')

/** Everything that a mail knows, wherever it may be said. */
function sayAll(name: TemplateName): WordingSource {
  const facts = factsOf(name)
  const inLine = tagsOf(facts, ({ kind, name }) => (kind === 'link' ? '' : `{{${name}}}`))
  const inBody = tagsOf(facts, ({ kind, name }) =>
    kind === 'link' ? `<a href="{{${name}}}" class="text-link">{{${name}}}</a>` : `<b>{{${name}}}</b>{{${name}}}`,
  )
  return {
    subject: `All: ${inLine}`,
    preview: inLine,
    body: `<mj-text>${inBody}</mj-text>\n<mj-table><tr><td>${inBody}</td></tr></mj-table>`,
    text: tagsOf(facts, ({ name }) => `{{${name}}}`),
    why: `Why: ${inLine}`,
  }
}

const render = (name: TemplateName, text: string, wording: WordingSource) =>
  renderMail(name, typedFacts(name, text), { portalName: text || 'x', hasLogo: true }, { wording })

// The first mail of a process loads MJML.
beforeAll(() => render('account-deactivated', 'x', sayAll('account-deactivated')), 60_000)

describe.each(templateNames)('a %s that says everything it knows', (name) => {
  const wording = sayAll(name)

  test('can be published', async () => {
    const problems = await checkWording(name, wording, null)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each(Object.entries(hostileTexts).filter(([, text]) => text))('stays the same around %s', async (_, text) => {
    const harmless = readHtml((await render(name, 'x', wording)).html)
    const { subject, preview, html, text: plain } = await render(name, text, wording)
    const read = readHtml(html)
    expect(read.structure).toEqual(harmless.structure)
    expect(read.links.map(({ href }) => href)).toEqual(harmless.links.map(({ href }) => href))
    for (const line of [subject, preview]) {
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(line.length).toBeLessThanOrEqual(200)
    }
    expect(plain).not.toMatch(/^(Bcc:|<h1>|two|three|four|five)/m)
    expect((subject + html + plain).isWellFormed()).toBe(true)
  })
})

test('each text is isolated from the direction of the words around it, once', async () => {
  const name = 'registration-rejected'
  const body =
    '<mj-text>{{firstName}} <bdi>{{firstName}}</bdi> <p dir="auto">{{reason}}</p> <b>{{reason}}</b></mj-text>'
  const { html } = await render(name, 'محمد', { ...sayAll(name), body })
  const [, words] = /<div [^>]*>((?:(?!<div).)*dir="auto".*?)<\/div>/s.exec(html) ?? []
  expect(words).toBe('<bdi>محمد</bdi> <bdi>محمد</bdi> <p dir="auto">محمد</p> <b><bdi>محمد</bdi></b>')
})

const fragments = [
  ...[
    '{{firstName}}',
    '{{reason}}',
    '{{portalName}}',
    '{{nope}}',
    '{{',
    '}}',
    '{{#if reason}}',
    '{{else}}',
    '{{/if}}',
    '{{/each}}',
  ],
  ...[
    '<mj-text>',
    '</mj-text>',
    '<mj-button href="',
    '</mj-button>',
    '<mj-divider />',
    '<mj-table>',
    '</mj-table>',
    '<mj-raw>',
  ],
  ...[
    '<b>',
    '</b>',
    '<p>',
    '</p>',
    '<a href="',
    '">',
    '"',
    "'",
    '<',
    '>',
    '/',
    '=',
    ' ',
    '\n',
    '<!--',
    '-->',
    '&',
    '&lt;',
    '<br />',
  ],
  ...[
    'https://a.example',
    'javascript:',
    'class="x"',
    'style="',
    'onclick="',
    '<td title="',
    '<style>',
    '</style>',
    '<title>',
    'words',
  ],
]

test('what is made up of anything is either refused or a mail that facts cannot change', async () => {
  let published = 0
  // Few at a time, or hardly any would be accepted.
  const within = fc.array(fc.constantFrom(...fragments), { maxLength: 4 }).map((parts) => parts.join(''))
  // Half of them in a frame that is right.
  const bodies = fc
    .tuple(within, fc.boolean())
    .map(([body, isFramed]) => (isFramed ? `<mj-text>Hello ${body}</mj-text>` : body))
  await fc.assert(
    fc.asyncProperty(bodies, within, within, async (body, text, subject) => {
      const source = { subject: `Hello ${subject}`, preview: subject, body, text: `Hello ${text}`, why: subject }
      const errors = (await checkWording('registration-rejected', source, null)).filter((p) => p.severity === 'error')
      const hostile = render('registration-rejected', Object.values(hostileTexts).join(' '), source)
      if (errors.length > 0) return void (await hostile.catch(() => undefined))
      published++
      const harmless = readHtml((await render('registration-rejected', 'x', source)).html)
      const read = readHtml((await hostile).html)
      expect(read.structure).toEqual(harmless.structure)
      expect(read.links).toHaveLength(harmless.links.length)
      expect(read.links.map(({ href }) => href)).toEqual(harmless.links.map(({ href }) => href))
      expect((await hostile).subject).not.toMatch(/\p{Cc}/u)
    }),
    {
      numRuns: 150,
      examples: [
        ['<mj-text>{{reason}}</mj-text>', '{{reason}}', '{{firstName}}'],
        ['<mj-table><b>{{reason}}</b></mj-table>', '', ''],
      ],
    },
  )
  expect(published).toBeGreaterThan(1)
}, 240_000)

test('ten thousand characters in every fact stay far below what a server refuses', async () => {
  for (const name of templateNames) {
    const { subject, html, text } = await render(name, '<'.repeat(10_000), sayAll(name))
    expect(subject.length).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(800_000)
  }
})
