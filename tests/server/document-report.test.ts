// The report on an uploaded document: what is wrong, in few sentences, each with its line.
import { describe, expect, test } from 'vitest'
import { checkDocument } from '#server/features/documents/check-document.ts'
import { threadLimits } from '#server/features/documents/run-check.ts'

const valid = {
  openapi: '3.0.3',
  info: { title: 'Ships', version: '1.0.0' },
  paths: {
    '/ships': {
      get: {
        operationId: 'listShips',
        summary: 'List the\n ships',
        tags: ['Ships', 'All'],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: {
            description: 'All',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Ship' } } },
          },
        },
      },
      delete: { deprecated: true, responses: { default: { description: 'Gone' } } },
    },
  },
  components: { schemas: { Ship: { type: 'object', properties: { name: { type: 'string' } } } } },
}
type Document = typeof valid

/** The document with one thing changed, over three and more lines. */
function change(edit: (document: Document & Record<string, unknown>) => void, indent = 2): string {
  const copy = structuredClone(valid)
  edit(copy)
  return JSON.stringify(copy, null, indent)
}
/** Of a source: each problem as "line severity sentence". */
const report = (source: string) =>
  checkDocument(source).problems.map(({ line, severity, sentence }) => `${line} ${severity} ${sentence}`)
const lineOf = (source: string, text: string) => source.split('\n').findIndex((line) => line.includes(text)) + 1

const yaml = `openapi: "3.1.0"
info:
  title: Ships
  version: 1.0.0
paths:
  /ships:
    get:
      responses:
        "200": { description: All }
`

describe('a valid document', () => {
  test.each(['3.0.0', '3.0.3', '3.0.4', '3.1.0', '3.1.1'])('OpenAPI %s', (openapi) => {
    const { document, problems } = checkDocument(change((one) => (one.openapi = openapi)))
    expect(problems).toEqual([])
    expect(document).toMatchObject({ format: 'json', openapi, title: 'Ships', apiVersion: '1.0.0' })
  })

  test('its operations, in its order', () => {
    expect(checkDocument(change(() => {})).document?.operations).toEqual([
      {
        position: 0,
        method: 'GET',
        path: '/ships',
        operationId: 'listShips',
        summary: 'List the ships',
        tag: 'Ships',
        isDeprecated: false,
      },
      { position: 1, method: 'DELETE', path: '/ships', operationId: null, summary: '', tag: null, isDeprecated: true },
    ])
  })

  test('as YAML, with anchors and merged keys, and behind a byte order mark', () => {
    expect(checkDocument(yaml).document).toMatchObject({ format: 'yaml', openapi: '3.1.0' })
    const merged = `${yaml}        "404": &missing { description: Not there }\n        "410": { <<: *missing }\n`
    expect(report(merged)).toEqual([])
    expect(checkDocument(`\uFEFF${change(() => {})}`).document).toMatchObject({ format: 'json' })
  })

  test('references in examples are data, and properties may have the names of keywords', () => {
    const source = change((one) => {
      const ship = one.components.schemas.Ship as Record<string, unknown>
      ship.example = { $ref: '#/definitions/none' }
      ship.properties = { default: { $ref: '#/components/schemas/Other' }, example: { type: 'string' } }
      Object.assign(one.components.schemas, { Other: { type: 'string' } })
    })
    expect(report(source)).toEqual([])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['JSON', change(() => {}).replace('"openapi": "3.0.3",', '"openapi": "3.0.3'), 2],
    ['YAML', yaml.replace('  title: Ships', '  title: "Ships'), 3],
    ['JSON', '{\n  "openapi": "3.0.3",\n  "info": nothing\n}', 3],
    ['JSON', '{\n  "openapi": "3.0.3",\n  "tags": [1,\n  ]\n}', 4],
    ['JSON', '{\n  "openapi": "3.0.3",\n', 3],
    ['YAML', `${yaml}info:\n  title: Boats\n`.replace('"3.1.0"', '"3.1.0'), 1],
  ])('%s is named with the line', (language, source, line) => {
    const [first] = checkDocument(source).problems
    expect(first?.sentence).toContain(`This line cannot be read as ${language}`)
    expect(first?.line).toBeGreaterThanOrEqual(line)
    expect(checkDocument(source).document).toBeNull()
  })

  test.each([
    ['nothing', '', 'This is not an OpenAPI document'],
    ['a text', 'Dear all', 'This is not an OpenAPI document'],
    ['a page', '<!doctype html><title>x</title>', 'This is not an OpenAPI document'],
    ['a list', '[]', 'This is not an OpenAPI document'],
    ['another object', '{"asyncapi":"3.0.0"}', '“openapi” with its version is missing'],
    ['Swagger', '{"swagger":"2.0"}', 'Convert it to OpenAPI 3.0 or 3.1'],
    ['OpenAPI 3.2', '{"openapi":"3.2.0"}', 'OpenAPI 3.2.0 is not supported'],
    ['a version that is a number', 'openapi: 3.0', 'as text with three numbers'],
    ['NUL', '{"openapi":"3.0.3\0"}', 'characters that cannot be read'],
    ['half of a surrogate pair', '{"openapi":"3.0.3\ud800"}', 'characters that cannot be read'],
    [
      'an escaped half',
      change((one) => (one.info.title = '?')).replace('?', '\\ud800'),
      'characters that cannot be read',
    ],
  ])('%s', (_, source, sentence) => {
    const { document, problems } = checkDocument(source)
    expect(document).toBeNull()
    expect(problems.map((problem) => problem.sentence).join()).toContain(sentence)
  })
})

test('a key that comes twice is named with its line', () => {
  expect(report(`${yaml}info: {}\n`)).toEqual(['10 error “info” is here twice.'])
})

describe('what does not match the specification', () => {
  test.each(['3.0.3', '3.1.0'])('in %s: each mistake once, where it is', (openapi) => {
    const source = change((one) => {
      one.openapi = openapi
      Reflect.deleteProperty(one.info, 'version')
      const { get } = one.paths['/ships']
      get.parameters = [{ in: 'query', schema: { type: 'integer' } }] as never
      get.responses = { 200: {} } as never
      Object.assign(one.components, { securitySchemes: { key: { type: 'apiKey', in: 'header' } } })
    })
    expect(report(source).sort()).toEqual(
      [
        `${lineOf(source, '"info"')} error info: “version” is missing.`,
        `${lineOf(source, '"in": "query"') - 1} error GET /ships › parameters › 1: “name” is missing.`,
        `${lineOf(source, '"200"')} error GET /ships › responses › 200: “description” is missing.`,
        `${lineOf(source, '"key"')} error components › securitySchemes › key: “name” is missing.`,
      ].sort(),
    )
  })

  test.each(['3.0.3', '3.1.0'])('in %s: what is not among the choices, of another type, or has no place', (openapi) => {
    const source = change((one) => {
      one.openapi = openapi
      one.paths['/ships'].get.parameters[0]!.in = 'body'
      one.paths['/ships'].get.operationId = 7 as never
      Object.assign(one.info, { contakt: {} })
    })
    const found = report(source)
    expect(found).toContain(`${lineOf(source, '"operationId"')} error GET /ships › operationId: must be a string.`)
    expect(found).toContain(`${lineOf(source, '"contakt"')} error info: “contakt” has no place here.`)
    const line = lineOf(source, '"in": "body"')
    expect(found.filter((one) => one.startsWith(`${line} error`))).toEqual([
      expect.stringMatching(/GET \/ships › parameters › 1 › in: must be one of .*“query”/),
    ])
    expect(found).toHaveLength(3)
  })

  test('lists a hundred and counts them all', () => {
    const source = change((one) => {
      for (let n = 0; n < 250; n++) Object.assign(one.paths, { [`/ships/${n}`]: { get: { responses: { 200: {} } } } })
    })
    const { problems, problemCount } = checkDocument(source)
    expect(problems).toHaveLength(100)
    expect(problemCount).toBe(250)
  })
})

describe('references', () => {
  test.each([
    ['https://elsewhere.example/ship.json', 'is outside of this document and is not fetched'],
    ['http://127.0.0.1:5432/', 'is outside'],
    ['ship.json#/Ship', 'is outside'],
    ['file:///etc/passwd', 'is outside'],
    ['//elsewhere.example', 'is outside'],
    ['#/components/schemas/Boat', 'leads nowhere'],
    ['#/components/schemas/Ship/__proto__', 'leads nowhere'],
    ['#boat', 'leads nowhere'],
    ['#/components/schemas/Loop', 'leads back to itself'],
  ])('%s', (target, sentence) => {
    const source = change((one) => {
      Object.assign(one.components.schemas, { Loop: { $ref: '#/components/schemas/Pool' } })
      Object.assign(one.components.schemas, { Pool: { $ref: '#/components/schemas/Loop' } })
      one.paths['/ships'].get.responses[200].content['application/json'].schema.$ref = target
    })
    const line = source.split('\n').findIndex((text) => text.includes(`"$ref": "${target}"`)) + 1
    expect(report(source)).toContainEqual(expect.stringContaining(sentence))
    expect(report(source).some((one) => one.startsWith(`${line} error “${target}”`))).toBe(true)
    expect(checkDocument(source).document).toBeNull()
  })
})

test('warnings do not keep a document from being used', () => {
  const empty = checkDocument('{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{}}')
  expect(empty.problems).toMatchObject([{ severity: 'warning', sentence: expect.stringContaining('no operations') }])
  expect(empty.document?.operations).toEqual([])
  const twice = checkDocument(change((one) => Object.assign(one.paths['/ships'].delete, { operationId: 'listShips' })))
  expect(twice.problems).toMatchObject([{ severity: 'warning', sentence: expect.stringContaining('more than one') }])
  expect(twice.document).not.toBeNull()
})

describe('what is meant to stop its reader', () => {
  const bomb = ['a: &a0 [x]', ...Array.from({ length: 30 }, (_, n) => `b${n}: &a${n + 1} [*a${n}, *a${n}]`)].join('\n')
  test.each([
    ['aliases that multiply', bomb, 'expand to far more'],
    ['an alias within itself', 'openapi: "3.1.0"\ninfo: &i { title: *i }\n', ''],
    ['arrays 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), ''],
    ['an object 500 deep', `{"openapi":"3.1.0","a":${'{"a":'.repeat(500)}1${'}'.repeat(501)}`, 'levels deep'],
  ])('%s', (_, source, sentence) => {
    let checked
    try {
      checked = checkDocument(source)
    } catch (error) {
      // The thread it runs in ends with it: run-check.ts.
      return expect(error).toBeInstanceOf(RangeError)
    }
    expect(checked.document).toBeNull()
    expect(checked.problems[0]?.sentence).toContain(sentence)
  })

  test('long names do not multiply in the report', () => {
    const nested = (key: string, levels: number) =>
      change((one) => {
        const inner = Array.from({ length: levels }).reduce<object>((value) => ({ properties: { [key]: value } }), {
          properties: { a: { $ref: '#/components/schemas/None' }, [`${'long '.repeat(150)}`]: { type: 7 } },
        })
        Object.assign(one.components.schemas, { Deep: inner })
      }, 0)
    const { problems } = checkDocument(nested('k'.repeat(900), 20))
    expect(problems.length).toBeGreaterThan(0)
    for (const { sentence, pointer } of problems) {
      expect(sentence.length).toBeLessThanOrEqual(500)
      expect(pointer.length).toBeLessThanOrEqual(1_000)
      expect(pointer).toMatch(/^\/components\/schemas\/Deep\/properties/)
    }
    expect(checkDocument(nested('k'.repeat(1_001), 1)).problems).toMatchObject([
      { sentence: expect.stringContaining('longer than 1,000 characters') as string },
    ])
  })

  test('gets as much of the machine as there is to give', () => {
    const limits = [1, 2, 4, 64].map((gigabytes) => threadLimits(gigabytes * 2 ** 30))
    expect(limits).toEqual([
      { megabytesMax: 341, atOnce: 1 },
      { megabytesMax: 682, atOnce: 1 },
      { megabytesMax: 1_365, atOnce: 2 },
      { megabytesMax: 1_536, atOnce: 2 },
    ])
    expect(threadLimits(2 ** 29).megabytesMax).toBe(256)
  })

  test('names are no prototypes', () => {
    const source = change(() => {}).replace('"/ships"', '"__proto__"')
    expect(checkDocument(source).problemCount).toBeGreaterThan(0)
    expect(({} as { get?: unknown }).get).toBeUndefined()
  })
})
