import { beforeAll, expect, test } from 'vitest'
import { checkLayout, checkWording } from '#emails/check.ts'
import { renderMail } from '#emails/render.ts'
import { sampleFacts } from '#emails/samples.ts'
import { readDefault, readDefaultLayout } from '#emails/sources.ts'
import type { LayoutSource } from '#emails/wording.ts'
import { readHtml } from './read-html.ts'

let standard: LayoutSource

// The first check of a process loads MJML.
beforeAll(async () => {
  standard = await readDefaultLayout()
  await checkLayout(standard)
}, 60_000)

/** The default with `words` in place of others; problems with the lines they are in. */
async function check(field: 'body' | 'text', words: string, instead: string): Promise<string[]> {
  expect(standard[field]).toContain(words)
  const problems = await checkLayout({ ...standard, [field]: standard[field].replace(words, () => instead) })
  return problems.map(({ field, line, sentence }) => `${field} ${line}: ${sentence}`)
}

const lineOf = (words: string) => standard.body.slice(0, standard.body.indexOf(words)).split('\n').length

test('the layout that Gatehouse brings has no problem', async () => {
  expect(await checkLayout(standard)).toEqual([])
})

test.each([
  ['{{> body}}', '', 1, '{{> body}} exactly once'],
  ['{{> body}}', '{{> body}}\n{{> body}}', 1, '{{> body}} exactly once'],
  ['{{> body}}', '<mj-text>{{> body}}</mj-text>', 0, 'directly inside an <mj-column>'],
  ['{{why}}', 'x', 1, '{{why}} exactly once'],
  ['{{why}}', '<img src="cid:logo" alt="" />{{why}}', 0, 'The layout shows the logo at most once'],
  ['.mark {', '.portal { background: &#117rl(x) } .mark {', 1, 'The value of “style” holds no &'],
  ['{{why}}', '{{#if hasLogo}}{{why}}{{/if}}', 0, '{{why}} stands in no {{#if}}'],
  ['{{why}}', '{{why}} {{firstName}}', 0, 'no fact “firstName”'],
  ['</mj-raw>', '<script>x</script></mj-raw>', 0, 'An <mj-raw> holds <meta'],
  ['</mj-raw>', '<meta http-equiv="refresh" content="0" /></mj-raw>', 0, '<meta> cannot have “http-equiv”'],
  ['.text-link {', '@import "x"; .text-link {', 0, 'loads nothing from elsewhere'],
  ['.text-link {', '.x { background: url(x) } .text-link {', 0, 'loads nothing from elsewhere'],
  ['.text-link {', '.x { color: {{portalName}} } .text-link {', 0, 'A style holds no {{facts}}'],
  ['<mj-breakpoint width', '<mj-breakpoint wid', 0, 'Attribute wid is illegal'],
  ['css-class="gutter quiet footer"', 'foo="1"', 0, 'Attribute foo is illegal'],
  ['<mj-section padding="32px', '<mj-section background-url="x" padding="32px', 0, 'cannot have “background-url”'],
  ['<mj-head>', '<mj-head><mj-font name="x" href="https://a.example" />', 0, '<mj-font> cannot be used'],
  ['src="cid:logo"', 'src="https://a.example/logo.png"', 0, 'The only picture of a mail is the logo'],
])('%s changed to %s is explained', async (words, instead, line, sentence) => {
  const [first] = await check('body', words, instead)
  const expected = instead.includes('\n') ? lineOf(words) + 1 : line || lineOf(words)
  expect(first).toContain(`body ${expected}: `)
  expect(first).toContain(sentence)
})

test.each([
  ['{{> body}}', '', 1, '{{> body}} exactly once'],
  ['{{> body}}', '{{#if hasLogo}}{{> body}}{{/if}}', 1, 'stands in no {{#if}}'],
  ['{{why}}', '', 1, '{{why}} exactly once'],
  ['{{why}}', '{{why}}{{whi}}', 4, 'Did you mean “why”?'],
])('the text with %s changed to %s is explained', async (words, instead, line, sentence) => {
  const [first] = await check('text', words, instead)
  expect(first).toContain(`text ${line}: `)
  expect(first).toContain(sentence)
})

test('the lines of a body count from its own first, wherever the layout has it', async () => {
  const layout = { ...standard, body: standard.body.replace('<mj-head>', '<mj-head>\n\n\n\n') }
  const wording = { ...(await readDefault('confirm-address')), body: '<mj-spacer />\n<mj-text foo="1">x</mj-text>' }
  const problems = await checkWording('confirm-address', wording, layout)
  expect(problems).toContainEqual(expect.objectContaining({ field: 'body', line: 2, severity: 'error' }))
})

test('a layout of the provider stands around every mail, in its accent', async () => {
  const layout = {
    body: standard.body.replace('{{why}}', '<span style="color: #3451D1">Polder</span> {{why}}'),
    text: 'POLDER\n\n' + standard.text,
  }
  expect(await checkLayout(layout)).toEqual([])
  const brand = { portalName: 'Polder', accent: '#0f766e' }
  const { html, text } = await renderMail('password-reset', sampleFacts['password-reset'], brand, { layout })
  expect(text).toMatch(/^POLDER\n\nHello Maria,/)
  expect(html).toContain('color: #0f766e')
  expect(html).not.toMatch(/#3451d1/i)
})

test('the logo stands in place of the initial, only where there is one', async () => {
  const render = (hasLogo: boolean) =>
    renderMail('password-changed', sampleFacts['password-changed'], { portalName: 'Polder', hasLogo })
  const [plain, branded] = [await render(false), await render(true)]
  expect(plain.html).not.toContain('<img')
  expect(readHtml(plain.html).words).toMatch(/^(.* )?P ?Polder/)
  expect(branded.html.match(/<img[^>]+src="cid:logo"/g)).toHaveLength(1)
  expect(branded.html).not.toContain('class="mark"')
  // Whoever writes no {{#if hasLogo}} around it gets no broken picture either.
  const wording = { ...(await readDefault('password-changed')), body: '<mj-image width="100px" src="cid:logo" />' }
  const custom = await renderMail('password-changed', sampleFacts['password-changed'], { portalName: 'P' }, { wording })
  expect(custom.html).not.toContain('<img')
})
