// The page that shows an OpenAPI document: what it looks like, what it sends, and that a hostile document does nothing.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertCatalogue, insertProduct } from '#tests/setup/catalogue.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'

let stage: Stage
/** A product's own server, and somebody else's, both with CORS for everybody; what they were asked. */
let api: Server
let stranger: Server
const asked: string[] = []

beforeAll(async () => {
  stage = await setStage()
  const serve = (name: string) =>
    createServer((request, response) => {
      asked.push(`${name} ${request.method} ${request.url}`)
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
      response.end('[{"name":"Aurora"}]')
    })
  api = serve('api')
  stranger = serve('stranger')
  for (const server of [api, stranger])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
  for (const server of [api, stranger]) server.close()
})

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const ships = {
  openapi: '3.1.0',
  info: { title: 'Ships of the harbour', version: '1.0.0', description: 'Who lies **where**.' },
  servers: [{ url: 'https://elsewhere.example' }],
  tags: [{ name: 'Ships & boats' }],
  paths: {
    '/ships': {
      get: { summary: 'List the ships', tags: ['Ships & boats'], responses: { 200: { description: 'All' } } },
    },
    '/berths': {
      servers: [{ url: 'https://elsewhere.example' }],
      get: { summary: 'List the berths', responses: { 200: { description: 'All' } } },
      post: { summary: 'Add a berth', tags: ['Ships & boats'], responses: { 201: { description: 'Added' } } },
    },
  },
}

interface Visited {
  page: Page
  /** addresses outside of the portal that the page asked for */
  elsewhere: string[]
  /** reports of its content security policy */
  violations(): Promise<string[]>
}

/** Opens the viewer of a product with this document. */
async function view(document: object | string, hash = '', colorScheme: 'light' | 'dark' = 'light'): Promise<Visited> {
  const { portal } = stage
  const { id, apiId, documentId } = await insertProduct(portal, { baseUrl: `${urlOf(api)}/v1` })
  await insertCatalogue(portal, { visibility: 'public', productIds: [id] })
  const source = typeof document === 'string' ? document : JSON.stringify(document)
  const format = typeof document === 'string' ? 'yaml' : 'json'
  await portal.database.sql`update documents set source = ${source}, format = ${format} where id = ${documentId}`
  const page = await stage.visit('/healthz')
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(portal.url)) elsewhere.push(request.url())
  })
  await page.addInitScript(`
    window.reports = []
    document.addEventListener('securitypolicyviolation', (event) =>
      reports.push(event.violatedDirective + ' ' + event.blockedURI))`)
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.goto(`/viewer/${apiId}${hash}`)
  return { page, elsewhere, violations: () => page.evaluate('window.reports') as Promise<string[]> }
}

test('shows the document in the person’s theme, and asks nobody else for anything', async () => {
  const { page, elsewhere, violations } = await view(ships, '', 'dark')
  await page.getByRole('heading', { name: 'Ships of the harbour' }).waitFor()
  await page
    .getByText(`${urlOf(api)}/v1`)
    .first()
    .waitFor()
  expect(await page.title()).toBe('Ships of the harbour')
  const background = () => page.evaluate('getComputedStyle(document.querySelector(".scalar-app")).backgroundColor')
  await expect.poll(background).toBe('rgb(16, 19, 24)')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(background).toBe('rgb(255, 255, 255)')
  // A choice made in another tab, or in the portal around the frame.
  await page.evaluate('dispatchEvent(new StorageEvent("storage", { key: "gatehouse.theme", newValue: "dark" }))')
  await expect.poll(background).toBe('rgb(16, 19, 24)')
  for (const text of ['elsewhere.example', 'Ask AI', 'Open API Client', 'Deploy', 'Share', 'Configure', 'Generate MCP'])
    expect(await page.getByText(text).count(), text).toBe(0)
  expect(elsewhere).toEqual([])
  expect(await violations()).toEqual([])
})

test('a document in YAML is shown alike', async () => {
  const { page } = await view('openapi: 3.1.0\ninfo: { title: Boats, version: 1.0.0 }\npaths: {}\n')
  await page.getByRole('heading', { name: 'Boats' }).waitFor()
})

test('#op leads to the operation, at first and later', async () => {
  const { page } = await view(ships, '#op=2')
  const isInView = (name: string) => () =>
    page
      .getByRole('heading', { name })
      .first()
      .evaluate((heading) => {
        const { top } = heading.getBoundingClientRect()
        return top >= 0 && top < window.innerHeight
      })
  await expect.poll(isInView('Add a berth')).toBe(true)
  await page.evaluate('location.hash = "#op=0"')
  await expect.poll(() => page.url()).toContain('operation-0')
  await expect.poll(isInView('List the ships')).toBe(true)
  await page.evaluate('location.hash = "#op=1"')
  await expect.poll(() => page.url()).toContain('operation-1')
})

test('a request goes to the base URL straight from the browser, and to nobody else', async () => {
  const { page, violations } = await view(ships, '#op=0')
  await page
    .getByRole('button', { name: /Test Request/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Send/ }).first().click()
  await expect.poll(() => asked).toContain('api GET /v1/ships')
  await page.getByText('Aurora').first().waitFor()
  expect(await violations()).toEqual([])
  const other = await page.evaluate((url) => fetch(url).then(String, (error: Error) => error.name), urlOf(stranger))
  expect(other).toBe('TypeError')
  expect(await violations()).toEqual([expect.stringContaining('connect-src')])
  expect(asked.filter((one) => one.startsWith('stranger'))).toEqual([])
  // This one was meant.
  stage.complaints.splice(0)
})

describe('a hostile document', () => {
  const texts = [
    '<script>window.hit = 1</script>',
    '<img src=x onerror="window.hit = 1"><svg onload="window.hit = 1"></svg><svg><script>window.hit = 1</script></svg>',
    '<iframe srcdoc="<script>parent.hit = 1</script>"></iframe><object data="data:text/html,x"></object>',
    '<a href="javascript:window.hit = 1">link</a> [link](javascript:window.hit=1) <form action="https://evil.example">',
    '![picture](https://evil.example/p.png) ![p][r]\n\n[r]: https://evil.example/r.png\n\n<img src="https://evil.example/i.png">',
    '<style>* { background: url(https://evil.example/s.png) }</style><p style="background: url(https://evil.example/t.png)">p</p>',
    '<im<img>g src=https://evil.example/u.png><video src="https://evil.example/v.mp4" autoplay></video>',
    '{{ constructor.constructor("window.hit = 1")() }} ${window.hit = 1}',
  ]
  const all = texts.join('\n\n')
  const schema = {
    type: 'object',
    title: all,
    description: all,
    properties: { [all]: { type: 'string', description: all } },
  }
  const hostile = {
    openapi: '3.1.0',
    info: {
      title: texts[1],
      version: texts[0],
      summary: all,
      description: all,
      termsOfService: 'javascript:window.hit = 1',
      contact: { name: all, url: 'javascript:window.hit = 1', email: 'x" onclick="window.hit = 1' },
      license: { name: all, url: 'javascript:window.hit = 1' },
    },
    externalDocs: { url: 'javascript:window.hit = 1', description: all },
    tags: [{ name: texts[1], description: all, externalDocs: { url: 'javascript:window.hit = 1' } }],
    paths: {
      '/<img src=x onerror=window.hit=1>': {
        get: {
          summary: texts[1],
          description: all,
          operationId: texts[0],
          tags: [texts[1]],
          parameters: [{ name: texts[1], in: 'query', description: all, schema, example: texts[1] }],
          responses: {
            200: {
              description: all,
              content: {
                'application/json': { schema, examples: { one: { externalValue: 'https://evil.example/e' } } },
              },
            },
          },
          'x-scalar-stability': 'stable',
          'x-post-response': 'window.hit = 1',
          'x-pre-request': 'window.hit = 1',
        },
      },
    },
    components: {
      schemas: { Hostile: schema },
      securitySchemes: {
        login: {
          type: 'oauth2',
          description: all,
          flows: {
            authorizationCode: { authorizationUrl: 'javascript:window.hit=1', tokenUrl: 'data:x', scopes: { a: all } },
          },
        },
      },
    },
    security: [{ login: [] }],
    'x-scalar-sdk-installation': [{ lang: 'node', description: all }],
  }

  test('runs nothing, loads nothing, and does not even try', async () => {
    const { page, elsewhere, violations } = await view(hostile, '#op=0')
    await page
      .getByRole('button', { name: /Test Request/ })
      .first()
      .waitFor()
    for (let n = 0; n < 12; n++) {
      await page.mouse.wheel(0, 1_000)
      await page.waitForTimeout(100)
    }
    for (const link of await page.locator('a').all()) {
      expect((await link.getAttribute('href')) ?? '').not.toMatch(/^\s*(javascript|data):/i)
    }
    expect(await page.evaluate('window.hit')).toBeUndefined()
    expect(elsewhere).toEqual([])
    expect(await violations()).toEqual([])
  })
})

test('what cannot be shown ends in a sentence and the document itself', async () => {
  const { page } = await view('- not\n- an object\n')
  await page.getByText('This document cannot be shown here.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download it instead' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.yaml$/)
})

test('within the portal it is a frame', async () => {
  const { page } = await view(ships)
  const path = new URL(page.url()).pathname
  const portal = await stage.visit('/auth/login')
  await portal.evaluate((src) => {
    const frame = document.createElement('iframe')
    frame.src = src
    frame.height = '600'
    document.body.append(frame)
  }, path)
  await portal.frameLocator('iframe').getByRole('heading', { name: 'Ships of the harbour' }).waitFor()
})
