// What an author is told: of which field, in which line, and how to mend it.
import { beforeAll, describe, expect, test } from 'vitest'
import { checkWording } from '#emails/check.ts'
import { renderMail } from '#emails/render.ts'
import { sampleFacts } from '#emails/samples.ts'
import { readDefault } from '#emails/sources.ts'
import { templateNames, type TemplateName, type WordingSource } from '#emails/wording.ts'

const link = '<a href="{{confirmUrl}}">Confirm</a>'
const whole: WordingSource = {
  subject: 'Confirm {{portalName}}',
  preview: 'One press',
  body: `<mj-text>Hello {{firstName}}, ${link}</mj-text>`,
  text: 'Hello {{firstName}}, {{confirmUrl}}',
  why: 'You registered at {{portalName}}.',
}

async function check(change: Partial<WordingSource>, name: TemplateName = 'confirm-address'): Promise<string[]> {
  const problems = await checkWording(name, { ...whole, ...change }, null)
  return problems.map(({ field, line, severity, sentence }) => `${severity} ${field} ${line}: ${sentence}`)
}

/** The second of three lines in a body that is right otherwise. */
const inText = (words: string) => `<mj-text>Hello\n${words}\n${link}</mj-text>`
const besides = (mjml: string) => `<mj-text>Hello</mj-text>\n${mjml}\n<mj-text>${link}</mj-text>`

// The first check of a process loads MJML.
beforeAll(() => check({}), 60_000)

describe.each(templateNames)('%s', (name) => {
  test('as Gatehouse brings it has neither an error nor a warning', async () => {
    expect(await checkWording(name, await readDefault(name), null)).toEqual([])
  })
})

test('a wording that is whole has no problem', async () => {
  expect(await check({})).toEqual([])
})

test.each([
  ['{{fristName}}', 'This mail has no fact “fristName”. Did you mean “firstName”?'],
  ['{{Firstname}}', 'Did you mean “firstName”?'],
  ['{{weather}}', 'This mail has no fact “weather”.'],
  ['{{constructor}}', 'This mail has no fact “constructor”.'],
  ['{{#if weather}}x{{/if}}', 'This mail has no fact “weather”.'],
  ['{{#each firstName}}x{{/each}}', '“firstName” is no list'],
  ['{{#if firstName}}x', '{{/if}} is missing'],
  ['{{/if}}', '{{/if}} closes nothing'],
  ['{{else}}', '{{else}} stands in no {{#if}}'],
  ['{{firstName', '{{ is not closed by }}'],
  ['{{{firstName}}}', 'two braces'],
  ['{{#unless firstName}}', '“{{#unless firstName}}” means nothing here'],
  ['{{> body}}', '{{> body}} stands in the layout only'],
  ['<a href="{{firstName}}">x</a>', '“firstName” is no link. The links of this mail: {{confirmUrl}}.'],
  ['<a href="https://a.example/{{firstName}}">x</a>', '“firstName” is no link'],
  ['<a href="{{confirmUrl}}#top">x</a>', 'Write href="{{confirmUrl}}", with nothing around'],
  ['<a href={{confirmUrl}}>x</a>', '“confirmUrl” stands inside <a>'],
  ['<a href="javascript:alert(1)">x</a>', 'A link begins with https://'],
  ['<a href="&#106;avascript:alert(1)">x</a>', 'A link begins with https://'],
  ['<a href="data:text/html,x">x</a>', 'A link begins with https://'],
  ['<a href="http://a.example">x</a>', 'A link begins with https://'],
  ['<a href="{{confirmUrl}}" href="javascript:x">x</a>', 'A link begins with https://'],
  ['<p title="{{firstName}}">x</p>', '“firstName” stands inside <p>'],
  ['<p style="color: {{firstName}}">x</p>', '“firstName” stands inside <p>'],
  ['<p {{firstName}}>x</p>', '“firstName” stands inside <p>'],
  ['<p {{#if firstName}}class="x"{{/if}}>x</p>', '{{#if firstName}} stands inside <p>'],
  ['<{{firstName}} class="x">', 'Write &lt;'],
  ['<!-- {{firstName}} -->', 'A comment holds words only'],
  ['<!--[if mso]><b>x</b><![endif]-->', 'A comment holds words only'],
  ['<script>alert(1)</script>', '<script> cannot be used'],
  ['<style>p { color: red }</style>', '<style> cannot be used'],
  ['<form action="/x"></form>', '<form> cannot be used'],
  ['<iframe src="/x"></iframe>', '<iframe> cannot be used'],
  ['<svg onload="x"></svg>', '<svg> cannot be used'],
  ['<p onclick="x">y</p>', '<p> cannot have “onclick”'],
  [`<p class='x" onclick="y'>z</p>`, 'no quotation mark'],
  ['<p style="background: url(https://a.example)">x</p>', 'loads nothing from elsewhere'],
  ['<p style="background: u\\72l(https://a.example)">x</p>', 'loads nothing from elsewhere'],
  ['<img src="https://a.example/x.png" alt="" />', 'The only picture of a mail is the logo'],
  ['<!doctype html>', 'Declarations'],
  ['a < b', 'Write &lt;'],
  ['<table>{{firstName}}</table>', '“{{firstName}}” stands in a table, but in no cell'],
  ['<table><tr>x</tr></table>', '“x” stands in a table, but in no cell'],
  ['<table><b>x</b></table>', '<b> cannot stand directly inside <table>'],
  ['<td>x</td>', '<td> cannot stand directly inside <mj-text>'],
  ['<a href="https://a.example"><a href="https://b.example">x</a></a>', 'A link stands in another link'],
  ['</{{firstName}}>', 'Declarations'],
  ['<p style="background:&#117;rl(//a.example)">x</p>', 'The value of “style” holds no &'],
  ['<p style="background:&#117rl(//a.example)">x</p>', 'The value of “style” holds no &'],
  ['<p>x<ul><li>y</li></ul></p>', '<ul> stands inside <p>, which holds words only'],
  ['<p><b><table><tr><td>x</td></tr></table></b></p>', '<table> stands inside <p>'],
  ['<p>{{#if firstName}}<div>x</div>{{/if}}</p>', '<div> stands inside <p>'],
  ['<p><p>x</p></p>', '<p> stands inside <p>'],
  ['<h2><h3>x</h3></h2>', '<h3> stands inside <h2>'],
  ['<h1><ol><li>x</li></ol></h1>', '<ol> stands inside <h1>'],
  ['<img src="cid:logo" alt="" /><img src="cid:logo" alt="" />', 'A mail shows the logo at most once'],
  [`${'<b>'.repeat(101)}x${'</b>'.repeat(101)}`, 'more than 100 levels deep'],
  ['<b>x', '<b> is not closed: </b> is missing'],
  ['x</b>', '</b> closes nothing'],
  ['<p />', 'Write <p></p>'],
  ['{{#if firstName}}<b>{{/if}}', '<b> is not closed before {{/if}}'],
  ['<b>{{#if firstName}}</b>{{/if}}', '</b> closes what began outside of its block'],
  ['<mj-button href="https://a.example">x</mj-button>', '<mj-button> stands inside <mj-text>'],
])('a line of the body that says %s is explained', async (words, sentence) => {
  const [first] = await check({ body: inText(words) })
  expect(first).toMatch(/^error body 2: /)
  expect(first).toContain(sentence)
})

test.each([
  ['{{#if firstName}}<mj-spacer />{{/if}}', '{{#if firstName}} stands between MJML tags'],
  ['Hello', '“Hello” stands between MJML tags'],
  ['<p>Hello</p>', '<p> stands between MJML tags'],
  ['<mj-foo />', '<mj-foo> cannot be used'],
  ['<mj-hero></mj-hero>', '<mj-hero> cannot be used'],
  ['<mj-raw>x</mj-raw>', '<mj-raw> belongs to the layout'],
  ['<mj-include path="/etc/passwd" />', '<mj-include> reads files'],
  ['</mj-column><mj-column>', '</mj-column> closes nothing'],
  ['<mj-text foo="1">x</mj-text>', '<mj-text>: Attribute foo is illegal.'],
  ['<mj-text padding="wide">x</mj-text>', '<mj-text>: Attribute padding has invalid value'],
  ['<mj-text color="red;background:url(x)">x</mj-text>', 'loads nothing from elsewhere'],
  ['<mj-text font-family="x;background:url(x)">x</mj-text>', 'loads nothing from elsewhere'],
  [`<mj-text css-class='x" onclick="y'>x</mj-text>`, 'no quotation mark'],
  ['<mj-image src="https://a.example/x.png" />', 'The only picture of a mail is the logo'],
  ['<mj-button href="http://a.example">x</mj-button>', 'A link begins with https://'],
  ['<mj-image src="cid:logo" /><mj-text><img src="cid:logo" alt="" /></mj-text>', 'shows the logo at most once'],
  ['<mj-text color="&#117;rl(x)">x</mj-text>', 'The value of “color” holds no &'],
  ['<mj-button href="{{confirmUrl}}">x <a href="https://a.example">y</a></mj-button>', 'A link stands in a button'],
  ['<mj-button href="{{confirmUrl}}"><p>x</p></mj-button>', '<p> stands inside <mj-button>'],
  ['<mj-divider {{firstName}} />', '“firstName” stands inside <mj-divider>'],
])('MJML that says %s is explained', async (mjml, sentence) => {
  const [first] = await check({ body: besides(mjml) })
  expect(first).toMatch(/^error body 2: /)
  expect(first).toContain(sentence)
})

test.each([
  [{ subject: ' ' }, 'error subject 1: Write a subject.'],
  [{ subject: 'Hello\nBcc: all@a.example' }, 'error subject 2: A subject is one line.'],
  [{ subject: 'Confirm {{confirmUrl}}' }, 'error subject 1: “confirmUrl” is a link.'],
  [{ subject: '{{#if expiresAt}}Hello{{/if}}' }, 'error subject 1: Where its facts are empty'],
  [{ preview: '{{confirmUrl}}' }, 'error preview 1: “confirmUrl” is a link.'],
  [{ why: 'x\n{{wy}}' }, 'error why 2: This mail has no fact “wy”.'],
  [{ body: '' }, 'error body 1: Write what the mail says.'],
  [{ text: '' }, 'error text 1: Write the text version'],
  [{ text: 'x\n{{confirmUrl}}&x' }, 'error text 2: Put a space or a line break before and after {{confirmUrl}}'],
  [{ text: '{{confirmUrl}}.' }, 'error text 1: Put a space or a line break'],
  [{ text: 'x{{confirmUrl}}' }, 'error text 1: Put a space or a line break'],
  [{ text: '{{confirmUrl}}{{confirmUrl}}' }, 'error text 1: Put a space or a line break'],
  [{ text: '{{confirmUrl}}{{#if firstName}}x{{/if}}' }, 'error text 1: Put a space or a line break'],
  [{ text: 'x\n\n{{#each firstName}}{{/each}}' }, 'error text 3: “firstName” is no list'],
  [{ preview: '' }, 'warning preview 1: Nothing stands behind the subject'],
  [{ why: '' }, 'warning why 1: Say why the reader gets this mail'],
  [{ text: 'Hello' }, 'warning text 1: The text version does not state {{confirmUrl}}'],
  [{ body: '<mj-text>Hello</mj-text>' }, 'warning body 1: Nothing links to {{confirmUrl}}'],
])('%j is explained', async (change, sentence) => {
  const problems = await check(change)
  expect(
    problems.find((problem) => problem.includes(sentence)),
    problems.join('\n'),
  ).toBeDefined()
})

test('a list shows no logo, for it would be sent with every entry', async () => {
  const mail = (body: string) => check({ body: `<mj-text>${body}</mj-text>`, text: 'x' }, 'reviews-waiting')
  const logo = '<img src="cid:logo" alt="Q &amp; A" />'
  expect((await mail(`{{#each reviews}}${logo}{{/each}}`))[0]).toContain('A mail shows the logo at most once')
  expect(await mail(`{{#if isOne}}${logo}{{/if}}`)).not.toContainEqual(expect.stringMatching(/^error/))
})

test.each(['Go: <{{confirmUrl}}>', '({{confirmUrl}})', '{{confirmUrl}}, today', 'Go:\n{{confirmUrl}}\nToday'])(
  'a link that stands apart in the text is well: %s',
  async (text) => {
    expect(await check({ text })).toEqual([])
  },
)

test('a mail that grows too big is refused, and one that Gmail cuts off is warned of', async () => {
  const repeated = (times: number) => check({ body: inText('{{firstName}}'.repeat(times)) })
  expect((await repeated(2_900))[0]).toContain('error body 1: With long facts this mail grows beyond 400 kB')
  expect((await repeated(800))[0]).toMatch(/^warning body 1: With long facts .*102 kB/)
  expect(await repeated(20)).toEqual([])
})

test('the text version is asked about when only the body has changed', async () => {
  const { text } = await readDefault('confirm-address')
  expect(await check({ text })).toEqual([expect.stringContaining('warning text 1: The body has changed')])
})

test('lists are gone through, and what their entries state stays in them', async () => {
  const name = 'reviews-waiting'
  const mail = (body: string) => check({ body: `<mj-text>${body}</mj-text>` }, name).then(([first]) => first)
  expect(await mail('{{reviews}}')).toContain('“reviews” is a list. Go through it: {{#each reviews}} … {{/each}}.')
  expect(await mail('{{isOne}}')).toContain('“isOne” is a yes or a no. Ask for it: {{#if isOne}} … {{/if}}.')
  expect(await mail('{{email}}')).toContain('use it between {{#each reviews}} and {{/each}}')
  const [each, end] = ['{{#each reviews}}', '{{/each}}']
  expect(await mail(`${each.repeat(3)}x${end.repeat(3)}`)).toContain('at most 2 deep')
})

test('everything that is wrong is told at once, in the order of the fields and lines', async () => {
  const body = `<mj-text>{{one}}</mj-text>\n<mj-text foo="1">x</mj-text>\n<mj-text><b>x</mj-text>`
  const problems = await check({ why: '{{four}}', subject: '', body, text: '{{three}}' })
  expect(problems.filter((problem) => problem.startsWith('error')).map((problem) => problem.split(':')[0])).toEqual([
    'error subject 1',
    'error body 1',
    'error body 2',
    'error body 3',
    'error text 1',
    'error why 1',
  ])
})

test.each([
  ['beginnings of tags', '<'.repeat(40_000)],
  ['tags that never end', '<a '.repeat(13_000)],
  ['unknown facts', '{{x}}'.repeat(8_000)],
  ['elements that are not closed', '<b>'.repeat(13_000)],
  ['comments that are not closed', '<!--'.repeat(10_000)],
])('a body of nothing but %s is answered with few problems', async (_, body) => {
  const problems = await check({ body })
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.length).toBeLessThanOrEqual(50)
})

/** Of this thread alone, so that neither MJML nor others who use the machine count. */
async function workOf(body: string): Promise<number> {
  const before = process.threadCpuUsage()
  await check({ body })
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

test.each([
  ['elements that are not closed', '<b>\n'.repeat(10_000)],
  ['ends of nothing', '</a>\n'.repeat(8_000)],
  ['unknown facts', '{{x}}\n'.repeat(6_600)],
  ['unknown facts and stray signs', '{{a}}<\n'.repeat(5_000)],
  ['ends in the wrong order', '<b>'.repeat(6_600) + '</a>'.repeat(5_000)],
  ['a tag of spaces', `{{${' '.repeat(39_990)}}}`],
])('a body of nothing but %s holds the server up no longer than one that is right', async (name, body) => {
  // Each time another one, for what was made of it is kept.
  const right = await workOf(inText(name + '<p>Hello <b>{{firstName}}</b></p>\n'.repeat(1_050)))
  expect(await workOf(body)).toBeLessThan(5 * right)
})

test('a custom wording that cannot be rendered says so, and the default still can', async () => {
  const facts = sampleFacts['confirm-address']
  const render = (change: Partial<WordingSource>) =>
    renderMail('confirm-address', facts, { portalName: 'Polder' }, { wording: { ...whole, ...change } })
  expect((await render({})).text).toContain('Hello Maria, https://portal.example/auth/confirm')
  const broken = { body: '<mj-text foo="1">x</mj-text>', subject: '{{nope}}', text: '{{#if firstName}}' }
  for (const [field, source] of Object.entries(broken))
    await expect(render({ [field]: source }), field).rejects.toMatchObject({ problems: [{ severity: 'error' }] })
  const endless = render({ text: '{{firstName}}'.repeat(100_000) })
  await expect(endless).rejects.toMatchObject({ problems: [{ severity: 'error' }] })
})
