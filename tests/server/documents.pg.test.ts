// Uploading documents and pictures, and who may read them.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentBytesMax, pictureBytesMax, type DocumentReport } from '#server/features/documents/schema.ts'
import { ownOrigins, reachesOrigin } from '#server/http/origin.ts'
import { tidyUp } from '#server/jobs/tidy-up.ts'
import { insertCatalogue, insertPicture, insertProduct } from '#tests/setup/catalogue.ts'
import { signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { callRaw } from '#tests/setup/raw-call.ts'
import { jpeg, largeDocument, losslessWebp, pixel, webp } from '#tests/setup/uploads.ts'
import { insertPersonas, personas, type Ids, type Persona } from './personas.ts'

let portal: Portal
let ids: Ids
const cookies = {} as Record<Persona, string>

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ids = await insertPersonas(portal)
  for (const persona of personas) cookies[persona] = persona === 'anon' ? '' : await signIn(portal, ids[persona])
  await portal.database.sql`update accounts set deactivated_at = now() where id = ${ids.deactivated}`
})
afterAll(() => portal.end())

const upload = (path: 'documents' | 'pictures', body: object, cookie = cookies.approver) =>
  callRaw(portal, `/uploads/${path}`, { body: JSON.stringify(body), headers: { cookie } })
const get = (path: string, cookie = '') => callRaw(portal, path, { method: 'GET', headers: { cookie } })

const source = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Ships', version: '1' },
  paths: { '/ships/{id}': { get: { operationId: 'Find', tags: ['All'], deprecated: true } } },
})

describe('a document', () => {
  test('is kept as it was sent, with its operations and who sent it', async () => {
    const { status, json } = await upload('documents', { source })
    expect(status).toBe(200)
    const { document, problems } = json as DocumentReport
    expect(problems).toEqual([])
    const facts = { openapi: '3.1.0', title: 'Ships', apiVersion: '1', format: 'json', operationCount: 1 }
    expect(document).toMatchObject({ ...facts, byteCount: source.length })
    const { sql } = portal.database
    const [kept] = await sql`select source, search_text, uploaded_by from documents where id = ${document!.id}`
    expect(kept).toEqual({ source, searchText: 'get /ships/{id} find all', uploadedBy: ids.approver })
    expect(await sql`select * from document_operations where document_id = ${document!.id}`).toEqual([
      {
        documentId: document!.id,
        position: 0,
        method: 'GET',
        path: '/ships/{id}',
        operationId: 'Find',
        summary: '',
        tag: 'All',
        isDeprecated: true,
        searchText: 'get /ships/{id} find all',
      },
    ])
    expect(await sql`select action, actor_id from audit_entries where subject_id = ${document!.id}`).toEqual([
      { action: 'document.uploaded', actorId: ids.approver },
    ])
  })

  test('with errors is reported on and not kept', async () => {
    const { sql } = portal.database
    const [before] = await sql`select count(*) from documents`
    const { status, json } = await upload('documents', { source: '{\n  "swagger": "2.0"\n}' })
    expect(status).toBe(200)
    expect(json).toEqual({
      document: null,
      problems: [{ severity: 'error', line: 1, pointer: '', sentence: expect.stringContaining('Swagger') as string }],
      problemCount: 1,
    })
    expect((await sql`select count(*) from documents`)[0]).toEqual(before)
  })

  test(
    'of 5 MB and thousands of operations is fine, and the server answers meanwhile',
    { timeout: 60_000 },
    async () => {
      const large = largeDocument()
      expect(large.length).toBeGreaterThan(5 << 20)
      const started = performance.now()
      let isDone = false
      const uploading = upload('documents', { source: large }).finally(() => (isDone = true))
      let answered = 0
      for (; !isDone; answered++) expect((await get('/healthz')).status).toBe(200)
      const { json } = await uploading
      expect(json).toMatchObject({ problemCount: 0, document: { operationCount: 4_000 } })
      // With the main thread checking, one or two would come through.
      expect(answered).toBeGreaterThan(10)
      process.stdout.write(`5 MB checked and kept in ${Math.round(performance.now() - started)} ms\n`)
    },
  )

  test('of 50 MB is refused with a sentence', async () => {
    const { status, json } = await upload('documents', { source: ' '.repeat(50 << 20) })
    expect(status).toBe(413)
    expect(json).toEqual({ sentence: expect.stringContaining('larger than 10 MB') as string })
  })

  test('of a little too much is refused alike, though its body would fit', async () => {
    const { status, json } = await upload('documents', { source: ' '.repeat(documentBytesMax + 1) })
    expect({ status, json }).toEqual({ status: 413, json: { sentence: expect.stringContaining('10 MB') as string } })
  })

  test.each([
    [
      'YAML aliases that multiply',
      Array.from({ length: 40 }, (_, n) => `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`).join('\n'),
    ],
    ['nesting', '['.repeat(1_000_000)],
    ['nesting in YAML', '- '.repeat(20_000)],
  ])('that is meant to stop its reader ends in a problem: %s', { timeout: 90_000 }, async (_, hostile) => {
    const { status, json } = await upload('documents', { source: hostile })
    expect(status).toBe(200)
    expect(json).toMatchObject({ document: null, problems: [{ severity: 'error' }] })
    expect((await get('/healthz')).status).toBe(200)
  })

  test.each(['{}', '{"source":1}', '[', '"x"', 'null'])('with the body %s is 400 in a sentence', async (body) => {
    const { status, json } = await callRaw(portal, '/uploads/documents', { body, headers: { cookie: cookies.owner } })
    expect({ status, json }).toEqual({ status: 400, json: { sentence: expect.any(String) as string } })
  })

  test('from another site is refused', async () => {
    const headers = { cookie: cookies.owner, origin: 'https://evil.example' }
    const { status } = await callRaw(portal, '/uploads/documents', { body: JSON.stringify({ source }), headers })
    expect(status).toBe(403)
  })
})

const mayUpload: Record<Persona, number> = {
  ...{ anon: 401, deactivated: 401, unconfirmed: 403, developer: 403, teamMember: 403, superAdmin: 403 },
  ...{ superAdminB: 403, auditor: 403, approver: 200, owner: 200 },
}
test.each(Object.entries(mayUpload) as [Persona, number][])('%s: an upload is %i', async (persona, status) => {
  const sent = await upload('documents', { source }, cookies[persona])
  expect(sent.status).toBe(status)
  if (status !== 200) expect(sent.json).toEqual({ sentence: expect.any(String) as string })
  expect((await upload('pictures', { base64: pixel }, cookies[persona])).status).toBe(status)
})

test('who must choose a password first uploads nothing, nor beyond what one account may', async () => {
  const { sql } = portal.database
  await sql`update accounts set must_change_password = true where id = ${ids.owner}`
  expect((await upload('pictures', { base64: pixel }, cookies.owner)).status).toBe(403)
  await sql`update accounts set must_change_password = false where id = ${ids.owner}`
  await sql`update rate_limits set points = 10000 where key like 'uploadByAccount:%'`
  expect((await upload('pictures', { base64: pixel })).status).toBe(429)
  await sql`delete from rate_limits`
})

test('nobody’s body is read before it is known who sends it', async () => {
  const { status } = await upload('documents', { source: ' '.repeat(21 << 20) }, cookies.developer)
  expect(status).toBe(403)
})

describe('a picture', () => {
  test.each([
    ['PNG', pixel, 1, 1],
    ['JPEG', jpeg, 2, 1],
    ['WebP', webp, 2, 1],
    ['WebP', losslessWebp, 1, 1],
  ])('%s is kept and served as what it is, and does nothing', async (kind, base64, width, height) => {
    const { json } = await upload('pictures', { base64 })
    expect(json).toMatchObject({ width, height })
    const answer = await fetch(`${portal.url}/pictures/${json.id}`, { headers: { cookie: cookies.auditor } })
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(base64)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': `image/${kind.toLowerCase()}`,
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*sandbox$/) as string,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${json.id}"`,
    })
    const headers = { cookie: cookies.auditor, 'if-none-match': `W/"${json.id}"` }
    expect((await fetch(`${portal.url}/pictures/${json.id}`, { headers })).status).toBe(304)
    // No product has it yet.
    const other = { ...headers, cookie: cookies.teamMember }
    expect((await fetch(`${portal.url}/pictures/${json.id}`, { headers: other })).status).toBe(404)
  })

  const png = Buffer.from(pixel, 'base64')
  const wide = Buffer.from(png)
  wide.writeUInt32BE(5_000, 16)
  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 400],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 400],
    ['GIF', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64'), 400],
    ['a page behind a PNG', Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]), 400],
    ['a page behind a JPEG', Buffer.concat([Buffer.from(jpeg, 'base64'), Buffer.from('<script>')]), 400],
    ['a page behind a WebP', Buffer.concat([Buffer.from(webp, 'base64'), Buffer.from('<script>')]), 400],
    ['only the beginning of a PNG', png.subarray(0, 30), 400],
    ['nothing', Buffer.alloc(0), 400],
    ['too wide', wide, 413],
    ['too many bytes', Buffer.concat([png, Buffer.alloc(pictureBytesMax)]), 413],
  ])('%s is refused with a sentence', async (_, bytes, status) => {
    const answer = await upload('pictures', { base64: bytes.toString('base64') })
    expect({ status: answer.status, json: answer.json }).toEqual({
      status,
      json: { sentence: expect.any(String) as string },
    })
  })
})

describe('who may read', () => {
  /** addresses of a product that a catalogue shows to an organization, in this order: document, viewer, picture */
  async function insertFiles(catalogue: Parameters<typeof insertCatalogue>[1]): Promise<string[]> {
    const { id, apiId } = await insertProduct(portal, { baseUrl: 'https://api.ships.example:8443/v1' })
    const pictureId = await insertPicture(portal, id)
    await insertCatalogue(portal, { ...catalogue, productIds: [id] })
    return [`/documents/${apiId}`, `/viewer/${apiId}`, `/pictures/${pictureId}`]
  }
  const statuses = (paths: string[], cookie: string) =>
    Promise.all(
      paths.map(async (path) => {
        const answer = await fetch(portal.url + path, { headers: { cookie }, redirect: 'manual' })
        await answer.arrayBuffer()
        return answer.status
      }),
    )

  test('what Acme may see is 404 to everybody else', async () => {
    const paths = await insertFiles({ visibility: 'restricted', organizationIds: [ids.acme] })
    const may = new Set<Persona>(['teamMember', 'superAdmin', 'auditor', 'approver', 'owner'])
    for (const persona of personas)
      expect({ persona, is: await statuses(paths, cookies[persona]) }).toEqual({
        persona,
        is: Array(3).fill(may.has(persona) ? 200 : 404),
      })
  })

  test('the visibility of the portal holds for files too', async () => {
    const paths = await insertFiles({ visibility: 'public' })
    const { sql } = portal.database
    expect(await statuses(paths, '')).toEqual([200, 200, 200])
    await sql`update settings set portal_visibility = 'private'`
    expect(await statuses(paths, '')).toEqual([404, 302, 404])
    expect(await statuses(paths, cookies.developer)).toEqual([200, 200, 200])
    await sql`update settings set portal_visibility = 'hidden'`
    expect(await statuses(paths, '')).toEqual([404, 404, 404])
    expect(await statuses(paths, cookies.developer)).toEqual([404, 404, 404])
    expect(await statuses(paths, cookies.auditor)).toEqual([200, 200, 200])
    await sql`update settings set portal_visibility = 'public'`
  })

  test.each(['x', randomUUID(), '..%2f..%2fetc%2fpasswd', '%00', '%'])('%s is 404 or 400', async (id) => {
    const paths = [`/documents/${id}`, `/viewer/${id}`, `/pictures/${id}`]
    for (const status of await statuses(paths, cookies.owner)) expect([400, 404]).toContain(status)
  })

  test('a document comes inert, and to be kept under its name', async () => {
    const [path] = await insertFiles({ visibility: 'public' })
    const answer = await get(`${path}?download`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="harbour-\d+-api\.json"$/) as string,
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-base-url': 'https://api.ships.example:8443/v1',
    })
    expect(answer.json).toMatchObject({ openapi: '3.1.0' })
    expect((await get(path!)).headers.get('content-disposition')).toBeNull()
  })

  test('nobody reads documents without end from one network', async () => {
    const [path] = await insertFiles({ visibility: 'public' })
    expect((await get(path!)).status).toBe(200)
    const { sql } = portal.database
    await sql`update rate_limits set points = 100000 where key like 'documentByAddress:%'`
    const refused = await get(path!)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await sql`delete from rate_limits`
  })

  test('the viewer reaches this document and the product’s own servers, and only we frame it', async () => {
    const [, path] = await insertFiles({ visibility: 'public' })
    const { headers } = await get(path!)
    const policy = headers.get('content-security-policy')!
    const document = `${portal.url}${path!.replace('viewer', 'documents')}`
    expect(policy).toContain(`; connect-src ${document} https://api.ships.example:8443;`)
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  test('a request that is tried out never reaches us', async () => {
    const { id, apiId } = await insertProduct(portal, { baseUrl: `${portal.url}/trpc` })
    await insertCatalogue(portal, { visibility: 'public', productIds: [id] })
    const { headers } = await get(`/viewer/${apiId}`)
    expect(headers.get('content-security-policy')).toContain(`; connect-src ${portal.url}/documents/${apiId};`)
  })

  test.each([
    ['https://portal.example', 'https://portal.example', true],
    ['http://portal.example', 'https://portal.example', true],
    ['http://portal.example:443', 'https://portal.example', true],
    ['https://portal.example:8443', 'https://portal.example', false],
    ['https://api.portal.example', 'https://portal.example', false],
    ['http://localhost:8080', 'http://localhost:3000', false],
  ])('a policy with %s lets through to %s: %s', (source, origin, isThrough) => {
    expect(reachesOrigin(source, origin)).toBe(isThrough)
  })

  test('behind PUBLIC_URL our own origin is that, and loopback when it was called there', () => {
    const own = { publicUrl: 'https://portal.example/', loopbackOnly: false }
    expect(ownOrigins(own, 'portal.example')).toEqual(['https://portal.example'])
    expect(ownOrigins(own, 'localhost:3000')).toEqual(['https://portal.example', 'http://localhost:3000'])
  })
})

test('what no product uses is tidied up after a day', async () => {
  const { sql } = portal.database
  const { id, documentId } = await insertProduct(portal)
  const pictureId = await insertPicture(portal, id)
  const unused = (await upload('documents', { source })).json.document.id as string
  const unusedPicture = (await upload('pictures', { base64: pixel })).json.id as string
  const kept = async () => [
    (await sql`select id from documents where id = any(${[documentId, unused]})`).map((row) => row.id as string),
    (await sql`select id from pictures where id = any(${[pictureId, unusedPicture]})`).map((row) => row.id as string),
  ]
  await tidyUp(portal.database)
  expect((await kept()).map((rows) => rows.length)).toEqual([2, 2])
  await sql`update documents set uploaded_at = now() - interval '25 hours'`
  await sql`update pictures set uploaded_at = now() - interval '25 hours'`
  await tidyUp(portal.database)
  expect(await kept()).toEqual([[documentId], [pictureId]])
})

test('an upload that is saved at the moment of tidying up stays, and the rest is tidied up', async () => {
  const { sql } = portal.database
  const { id } = await insertProduct(portal)
  const documentId = (await upload('documents', { source })).json.document.id as string
  const pictureId = (await upload('pictures', { base64: pixel })).json.id as string
  await sql`update documents set uploaded_at = now() - interval '25 hours' where id = ${documentId}`
  await sql`update pictures set uploaded_at = now() - interval '25 hours' where id = ${pictureId}`
  let tidying: Promise<void> | undefined
  await portal.database.inTransaction(async (tx) => {
    await tx`update product_apis set document_id = ${documentId} where product_id = ${id}`
    tidying = tidyUp(portal.database)
    const waits = () =>
      sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from documents%'`
    await expect.poll(async () => (await waits()).length).toBe(1)
  })
  await tidying
  expect(await sql`select id from documents where id = ${documentId}`).toHaveLength(1)
  expect(await sql`select id from pictures where id = ${pictureId}`).toEqual([])
})
