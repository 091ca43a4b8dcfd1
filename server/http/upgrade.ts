// The WebSocket upgrade: Origin and cookie are checked before it, so that a foreign page or a dead session never gets a socket.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import proxyAddress from '@fastify/proxy-addr'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer, type WebSocket } from 'ws'
import type { App } from '#server/app.ts'
import { hashSecret, luciaOver } from '#server/features/auth/lucia.ts'
import type { SocketOwner } from '#server/realtime/sockets.ts'
import { appRouter } from '#server/router.ts'
import type { Context } from '#server/trpc.ts'
import { readCookies } from './cookies.ts'
import { isOwnHost, isOwnOrigin } from './origin.ts'
import { reportError } from './report-error.ts'
import { batchMax, frameBytesMax } from './limits.ts'

interface Admitted {
  owner: SocketOwner
  context: Context
}

/** Serves the API over sockets on the server's `/trpc`; `stop` refuses new ones and closes those that are open. */
export function attachSockets(server: FastifyInstance, app: App): { stop(): void } {
  // No compression: it divides the deliveries a second by six.
  const wss = new WebSocketServer({ noServer: true, maxPayload: frameBytesMax, perMessageDeflate: false })
  const contexts = new WeakMap<IncomingMessage, Context>()
  const trusts = proxyAddress.compile(app.config.http.trustedProxies)
  let isStopping = false

  applyWSSHandler({
    wss,
    router: appRouter,
    maxBatchSize: batchMax,
    createContext: ({ req }) => contexts.get(req)!,
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
    onError: (failure) => reportError(app.log, failure),
  })

  async function admit(request: IncomingMessage): Promise<Admitted | number> {
    if (isStopping) return 503
    const [pathname] = (request.url ?? '').split('?')
    if (pathname !== '/trpc') return 404
    const { host, origin } = request.headers
    if (!isOwnHost(app.config.http, host) || !isOwnOrigin(app.config.http, origin, host)) return 403
    const address = proxyAddress(request, trusts)
    const cookies = readCookies(app, server.parseCookie(request.headers.cookie ?? ''))
    const session =
      cookies.sessionSecret && (await luciaOver(app.database.sql, app.isSecure).validateSession(cookies.sessionSecret))
    if (session && !session.user) return 401
    const owner: SocketOwner = {
      sessionHash: cookies.sessionSecret && hashSecret(cookies.sessionSecret),
      accountId: session ? session.user?.id : undefined,
      rightsChangedIn: (session && session.user?.rightsChangedIn) || '0',
      address,
    }
    if (!app.sockets.hasRoom(owner)) return 429
    const userAgent = request.headers['user-agent'] ?? null
    const context = {
      app,
      transport: 'ws',
      ...cookies,
      address,
      userAgent,
      requestId: randomUUID(),
      reply: undefined,
    } as const
    return { owner, context: { ...context, streams: { open: 0 } } }
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    stream.on('error', () => stream.destroy())
    const admitted = await admit(request).catch(
      (error: unknown) => (app.log.warn({ err: error }, 'upgrade failed'), 503),
    )
    if (typeof admitted === 'number') {
      // An upgraded connection has no timeout of its own: without this, whoever is refused could hold it open for ever.
      stream.once('finish', () => stream.destroy())
      return void stream.end(`HTTP/1.1 ${admitted} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    }
    contexts.set(request, admitted.context)
    wss.handleUpgrade(request, stream, head, (socket: WebSocket) => {
      socket.on('error', () => socket.terminate())
      app.sockets.add(socket, admitted.owner)
      wss.emit('connection', socket, request)
    })
  }

  server.server.on('upgrade', (request, stream, head) => void upgrade(request, stream, head))
  return {
    stop() {
      isStopping = true
      app.sockets.stop()
      wss.close()
    },
  }
}
