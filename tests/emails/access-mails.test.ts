import { beforeAll, expect, test } from 'vitest'
import { renderMail } from '#emails/render.ts'
import { readHtml } from './read-html.ts'
import { sampleFacts } from '#emails/samples.ts'

const brand = { portalName: 'Polder APIs' }

/** A mail as its reader sees it: the words of the page, and the text. */
async function bodiesOf(
  name: 'access-approved' | 'access-rejected' | 'credential-expiring' | 'credential-expired',
  over = {},
) {
  const { html, text } = await renderMail(name, { ...sampleFacts[name], ...over } as never, brand)
  return { words: readHtml(html).words, links: readHtml(html).links, text }
}

// The first mail of a process loads MJML.
beforeAll(() => bodiesOf('access-approved'), 30_000)

test('an approval names the plan, and the one that was asked for only where it is another', async () => {
  const other = await bodiesOf('access-approved')
  for (const body of [other.words, other.text]) expect(body).toMatch(/Standard[^]*Partner|Partner[^]*Standard/)
  const same = await bodiesOf('access-approved', { requestedPlanName: '' })
  for (const body of [same.words, same.text]) {
    expect(body).toContain('Standard')
    expect(body).not.toMatch(/Partner|asked for the plan/)
  }
})

test('a rejection quotes its reason', async () => {
  const { text } = await bodiesOf('access-rejected')
  expect(text).toContain('\n> Tell us what it is for.\n> Then ask again.\n')
})

test.each(['access-approved', 'access-rejected', 'credential-expiring', 'credential-expired'] as const)(
  'a %s lists each product, leads to the app, and carries no more of a key than its end',
  async (name) => {
    const { words, links, text } = await bodiesOf(name)
    for (const body of [words, text]) {
      expect(body).toContain('Public Holidays')
      expect(body).not.toContain('gatehouse_')
    }
    expect(links.map(({ href }) => href)).toContain(sampleFacts[name].appUrl)
    if (name.startsWith('credential-')) expect(text).toMatch(/ends in q7Zk expire[sd] on 5 December 2026/)
  },
)
