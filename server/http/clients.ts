import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { htmlFor, type EntryHtml } from '#client/entries.ts'
import type { App } from '#server/app.ts'
import { luciaOver } from '#server/features/auth/lucia.ts'
import { findVisibility } from '#server/features/settings/queries.ts'
import { readCookies } from './cookies.ts'

const built = join(import.meta.dirname, '../../dist/client')

/** Serves the built clients: hashed assets for a year, and the page of the portal or the admin for every other address. */
export async function registerClients(server: FastifyInstance, app: App): Promise<void> {
  await server.register(fastifyStatic, {
    root: built,
    index: false,
    wildcard: false,
    dotfiles: 'ignore',
    // client/build.ts leaves a compressed copy beside each.
    preCompressed: true,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  server.setNotFoundHandler(async (request, reply) => {
    // Not by `new URL`, which throws for `//`.
    const [, pathname = '', search = ''] = /^([^?]*)(.*)$/s.exec(request.url) ?? []
    const isPage = request.method === 'GET' && !/\.\w+$/.test(pathname) && !pathname.startsWith('/trpc')
    if (!isPage) return reply.code(404).send('Not found')
    const access = await judgePage(app, request, pathname)
    if (access === 'hidden') return reply.code(404).send('Not found')
    if (access === 'private') return sendToLogIn(reply, pathname + search)
    const page = await readPage(htmlFor(pathname))
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
  })
}

const pages = new Map<EntryHtml, Buffer>()

/** Reads a built page, once. */
export async function readPage(file: EntryHtml): Promise<Buffer> {
  const page = pages.get(file) ?? (await readFile(join(built, file)))
  pages.set(file, page)
  return page
}

/** Asks a stranger to a private portal to log in, and come back. */
export function sendToLogIn(reply: FastifyReply, address: string): FastifyReply {
  return reply.redirect(`/auth/login?next=${encodeURIComponent(address)}`)
}

/** Pages by which staff come in, whatever the portal shows: log-in, recovery, an invitation, the first start, the admin. */
const doors = /^\/(auth\/(login|change-password|reset(\/code)?|invitation)|setup|admin(\/.*)?)\/?$/

/** Says whether a page is there for this caller: private shows strangers only /auth/…, hidden shows the portal only to staff. */
export async function judgePage(
  app: App,
  request: FastifyRequest,
  pathname: string,
): Promise<'open' | 'private' | 'hidden'> {
  if (doors.test(pathname)) return 'open'
  const visibility = await findVisibility(app.database.sql)
  if (visibility === 'public' || (visibility === 'private' && pathname.startsWith('/auth/'))) return 'open'
  const { sessionSecret } = readCookies(app, request.cookies)
  const { user } = await luciaOver(app.database.sql, app.isSecure).validateSession(sessionSecret ?? '')
  // Who must choose a password first is not in yet.
  const isIn = user && !user.mustChangePassword
  return isIn && (visibility === 'private' || user.staffRole) ? 'open' : visibility
}
