import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { htmlFor } from '#client/entries.ts'

const built = join(import.meta.dirname, '../../dist/client')

/** Serves the built clients: hashed assets for a year, and the page of the portal or the admin for every other address. */
export async function registerClients(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: built,
    index: false,
    wildcard: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const pages = new Map<string, Buffer>()
  server.setNotFoundHandler(async (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const isPage = request.method === 'GET' && !/\.\w+$/.test(pathname) && !pathname.startsWith('/trpc')
    if (!isPage) return reply.code(404).send('Not found')
    const file = htmlFor(pathname)
    if (!pages.has(file)) pages.set(file, await readFile(join(built, file)))
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(pages.get(file))
  })
}
