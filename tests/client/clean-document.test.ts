// What the viewer takes out of a document before it is shown.
import { expect, test } from 'vitest'
import { cleanDocument } from '#client/viewer/clean-document.ts'

const clean = (document: object): Record<string, unknown> =>
  cleanDocument(document as Record<string, unknown>, 'https://api.example/')
const hostile = {
  description: '![p](https://evil.example/p.png)',
  servers: [{ url: 'https://evil.example' }],
  'x-pre-request': 'run()',
}
const mended = { description: '[p](https://evil.example/p.png)' }

test.each([
  ['components', 'pathItems', 'default'],
  ['components', 'callbacks', 'example', 'value'],
  ['components', 'securitySchemes', 'x-key'],
  ['components', 'parameters', 'enum'],
  ['components', 'requestBodies', 'default'],
  ['components', 'headers', 'const'],
  ['components', 'links', 'value'],
  ['components', 'examples', 'default'],
  ['paths', 'x-path'],
  ['webhooks', 'default', 'post'],
  ['paths', '/a', 'get', 'callbacks', 'default', 'value', 'post'],
  ['paths', '/a', 'get', 'responses', 'default', 'headers', 'example'],
  ['components', 'schemas', 'A', '$defs', 'default'],
  ['components', 'schemas', 'A', 'definitions', 'enum', 'properties', 'properties', 'properties', 'default'],
])('what is named below %s %s %s … is cleaned, whatever its name', (...keys) => {
  const wrap = (inner: object) => keys.reduceRight<object>((value, key) => ({ [key]: value }), inner)
  expect(clean(wrap(hostile))).toEqual({ ...wrap(mended), servers: [{ url: 'https://api.example' }] })
})

test('servers go in any form, and properties and examples of that name stay', () => {
  const document = {
    servers: { url: 'https://evil.example' },
    paths: { '/a': { servers: 'https://evil.example', get: { servers: [], summary: 'A' } } },
    components: {
      schemas: { A: { properties: { servers: { type: 'array' } }, example: hostile } },
    },
  }
  expect(clean(document)).toEqual({
    components: document.components,
    servers: [{ url: 'https://api.example' }],
    paths: { '/a': { get: { summary: 'A' } } },
  })
})

test('data is not described by reference', () => {
  const schemas = { A: { example: hostile }, B: { $ref: '#/components/schemas/A/example' } }
  const references = { C: { $ref: '#/components/schemas/A' }, D: { $ref: '#/components/schemas/%41/example' } }
  expect(clean({ components: { schemas: { ...schemas, ...references } } })).toMatchObject({
    components: { schemas: { A: schemas.A, B: {}, C: references.C, D: {} } },
  })
})

test.each([
  '!![a](https://evil.example/x.png)',
  '!!!![a](https://evil.example/x.png)',
  '!<img>[a](https://evil.example/x.png)',
  '<im<img>g src=https://evil.example/x.png>',
  '<<img>img src=https://evil.example/x.png>',
  '<im<im<img>g>g src=https://evil.example/x.png>',
  '<IMG/src=https://evil.example/x.png',
])('nothing that loads comes of what is left of %s', (description) => {
  const { info } = clean({ info: { description } }) as { info: { description: string } }
  expect(info.description).not.toMatch(/!\[|<\/?(img|svg)/i)
})

test('a long row of marks takes no time', () => {
  const started = performance.now()
  clean({ info: { description: '!'.repeat(100_000) + '<im'.repeat(100_000) } })
  expect(performance.now() - started).toBeLessThan(2_000)
})
