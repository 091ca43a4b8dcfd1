// Files that hang on API products: pictures, OpenAPI documents, and the page that shows one. Each is there for whoever sees the
// product and 404 for everybody else; under a private or hidden portal for nobody who is outside.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '#server/app.ts'
import { countCall } from '#server/features/auth/limits.ts'
import { viewerOf, type Viewer } from '#server/features/catalogues/visible.ts'
import { findBaseUrls, findDocument, findPicture } from '#server/features/documents/queries.ts'
import { slugOf } from '#server/features/products/rules.ts'
import { readActor } from '#server/trpc.ts'
import { judgePage, readPage, sendToLogIn } from './clients.ts'
import { readCookies } from './cookies.ts'
import { ownOrigins, reachesOrigin } from './origin.ts'
import { createSlots } from './slots.ts'

/** What a file may do in a browser that opens it by itself: nothing. */
const inert = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Each may be 10 MB in memory until its reader has taken it. */
const documentsAtOnce = 16
/** A reader who takes nothing for so long gets no more. */
const stallMsMax = 30_000

type OfId = { Params: { id: string } }

export function registerFiles(server: FastifyInstance, app: App): void {
  const { sql } = app.database
  const takeSlot = createSlots(documentsAtOnce)

  async function viewerFor(request: FastifyRequest): Promise<Viewer> {
    const { sessionSecret } = readCookies(app, request.cookies)
    return viewerOf(await readActor({ app, sessionSecret }))
  }

  /** Finds what the address names, unless the portal is closed to the caller. */
  async function find<T>(
    request: FastifyRequest<OfId>,
    query: (viewer: Viewer, id: string) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const { id } = request.params
    if (!z.uuid().safeParse(id).success || (await judgePage(app, request, request.url)) !== 'open') return undefined
    return query(await viewerFor(request), id)
  }
  const notFound = (reply: FastifyReply) => reply.code(404).header('cache-control', 'no-store').send('Not found')
  const notNow = (reply: FastifyReply, status: 429 | 503, seconds: number) =>
    reply.code(status).header('retry-after', seconds).header('cache-control', 'no-store').send('Try again in a moment.')

  server.get<OfId>('/pictures/:id', async (request, reply) => {
    const picture = await find(request, (viewer, id) => findPicture(sql, viewer, id))
    if (!picture) return notFound(reply)
    // It never changes, but who may see it does.
    const tag = `"${request.params.id}"`
    reply.header('content-security-policy', inert).header('cache-control', 'private, no-cache').header('etag', tag)
    if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send()
    return reply.type(picture.mediaType).send(picture.bytes)
  })

  server.get<OfId & { Querystring: { download?: string } }>('/documents/:id', async (request, reply) => {
    const { isWithin, retryAfterSeconds } = await countCall(sql, 'documentByAddress', request.ip)
    if (!isWithin) return notNow(reply, 429, retryAfterSeconds)
    if (!takeSlot(reply)) return notNow(reply, 503, 5)
    reply.raw.setTimeout(stallMsMax, () => reply.raw.destroy())
    const document = await find(request, (viewer, id) => findDocument(sql, viewer, id))
    if (!document) return notFound(reply)
    const { source, format, apiName, baseUrl } = document
    if (request.query.download !== undefined)
      reply.header('content-disposition', `attachment; filename="${slugOf(apiName) || 'openapi'}.${format}"`)
    return reply
      .header('content-type', `application/${format}; charset=utf-8`)
      .header('content-security-policy', inert)
      .header('cache-control', 'no-store')
      .header('x-base-url', new URL(baseUrl).href)
      .send(source)
  })

  server.get<OfId>('/viewer/:id', async (request, reply) => {
    if ((await judgePage(app, request, request.url)) === 'private') return sendToLogIn(reply, request.url)
    const baseUrls = await find(request, (viewer, id) => findBaseUrls(sql, viewer, id))
    if (!baseUrls) return notFound(reply)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'SAMEORIGIN')
      .header(
        'content-security-policy',
        viewerPolicy(ownOrigins(app.config.http, request.headers.host), request.params.id, baseUrls),
      )
      .send(await readPage('viewer/index.html'))
  })
}

/**
 * The viewer is somebody else's code and shows somebody else's document: it runs our files only, and reaches the product's own
 * servers and of us this document, or a request that is tried out would be one of the reader's session. Its styles are inline,
 * which is why it is a page of its own.
 */
function viewerPolicy(own: string[], apiId: string, baseUrls: string[]): string {
  const others = baseUrls.map((url) => new URL(url).origin).filter((url) => !own.some((one) => reachesOrigin(url, one)))
  const connect = [...own.map((origin) => `${origin}/documents/${apiId}`), ...new Set(others)]
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src ${connect.join(' ')}`,
    "frame-ancestors 'self'",
    "form-action 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ')
}
