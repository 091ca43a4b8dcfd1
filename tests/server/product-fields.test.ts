// What a product may be called and where its APIs may be: base URLs end up in a content security policy.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCatalogueInput } from '#server/features/catalogues/schema.ts'
import { addPlanInput } from '#server/features/plans/schema.ts'
import { isBaseUrl, slugOf, wordsOf } from '#server/features/products/rules.ts'
import { addProductInput, baseUrlField, saveGuideInput } from '#server/features/products/schema.ts'

const id = '00000000-0000-4000-8000-000000000000'
const product = { requestId: id, name: 'Ships', summary: '', description: '', picture: null, tags: [], apis: [] }
const plan = {
  ...{ requestId: id, name: 'Gold', description: '', requestsPerSecond: null, quota: null, quotaPeriod: null },
  ...{ keyLifetimeDays: null, needsApproval: false },
}
const catalogue = {
  ...{
    requestId: id,
    name: 'All',
    visibility: 'public',
    teamIds: [],
    organizationIds: [],
    productIds: [],
    planIds: [],
  },
}
const api = { name: 'Ships', baseUrl: 'https://ships.example', documentId: null }

describe('names', () => {
  const named: [string, (name: string) => { success: boolean }][] = [
    ['of a product', (name) => addProductInput.safeParse({ ...product, name })],
    ['of an API', (name) => addProductInput.safeParse({ ...product, apis: [{ ...api, name }] })],
    ['of a guide', (title) => saveGuideInput.safeParse({ id, version: 1, title, body: '' })],
    ['of a plan', (name) => addPlanInput.safeParse({ ...plan, name })],
    ['of a catalogue', (name) => addCatalogueInput.safeParse({ ...catalogue, name })],
    ['that are tags', (tag) => addProductInput.safeParse({ ...product, tags: [tag] })],
  ]
  const hostile = [
    '',
    ' ',
    '\0',
    'a\u202eb',
    'a\u200bb',
    '\u2066x',
    'see https://evil.example',
    'www.evil.example',
    'x'.repeat(61),
  ]

  test.each(named)('%s are plain', (_, parse) => {
    expect(parse('Ships & berths').success).toBe(true)
    for (const name of hostile) expect(parse(name).success, JSON.stringify(name)).toBe(false)
  })

  test('tags are in lower case, once each', () => {
    expect(addProductInput.parse({ ...product, tags: ['Ships', 'ships', 'Æther'] }).tags).toEqual(['ships', 'æther'])
  })

  test('a quota has a period, and a period a quota', () => {
    expect(addPlanInput.safeParse({ ...plan, quota: 10, quotaPeriod: 'day' }).success).toBe(true)
    expect(addPlanInput.safeParse({ ...plan, quota: 10 }).success).toBe(false)
    expect(addPlanInput.safeParse({ ...plan, quotaPeriod: 'day' }).success).toBe(false)
  })
})

describe('base URLs', () => {
  test.each([
    'https://api.example.com/v1',
    'https://api.example.com',
    'http://localhost:8080/v1/',
    'http://127.0.0.1:3000',
    'https://[2001:db8::1]:8443/v1',
    'https://bücher.example/v1',
    'https://API.Example.com/V1',
  ])('%s is one', (text) => expect(isBaseUrl(text)).toBe(true))

  test.each([
    ...['', '/v1', 'api.example.com', '//api.example.com', 'https://', 'https:///v1', 'https:api.example.com:x'],
    ...['https://*', 'https://*.example.com', 'https://%2a.example.com', 'https://api.*'],
    ...['https://user@api.example.com', 'https://user:secret@api.example.com', 'https://:secret@api.example.com'],
    ...['ftp://api.example.com', 'javascript:alert(1)', 'data:text/html,x', 'ws://api.example.com', 'file:///etc'],
    ...[
      'https://a.example;script-src *',
      'https://a.example,b.example',
      "https://a.example'self'",
      'https://a.example "x',
    ],
    ...[
      'https://a.example/ x',
      'https://a.example/\tx',
      'https://a.example/\nx',
      ' https://a.example',
      'https://a .example',
    ],
    ...[
      'https://a.example?key=1',
      'https://a.example/v1?',
      'https://a.example/#x',
      'https://a_b.example',
      'https://-a.example',
    ],
    ...['https://a..example', 'https://.example', 'https://a.example\\@evil.example'],
  ])('%j is none', (text) => expect(isBaseUrl(text)).toBe(false))

  // What the viewer's policy is made of: one source, which names one host, whatever got through.
  test('none of them can say more in a policy than one origin', { timeout: 30_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['https://', 'http://', 'a.example', '*', ';', ',', ' ', "'", '"', ':', '/', '@', '.', '%2a', '\\'],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const { success, data } = baseUrlField.safeParse(`https://${pieces.join('')}`)
        if (success) expect(new URL(data).origin).toMatch(/^https?:\/\/[a-z0-9.:[\]-]+$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('slugs are addresses whatever the name, and the plain ones read like it', () => {
  expect(slugOf('Payments & Refunds')).toBe('payments-refunds')
  expect(slugOf('Zürich Straßenbahn')).toBe('zurich-stra-enbahn')
  expect(slugOf('天気')).toBe('')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(slugOf(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
      expect(slugOf(name).length).toBeLessThanOrEqual(60)
    }),
  )
})

test('a search is at most eight words, in lower case', () => {
  expect(wordsOf('  List  SHIPS\n')).toEqual(['list', 'ships'])
  expect(wordsOf('a b c d e f g h i j')).toHaveLength(8)
})
