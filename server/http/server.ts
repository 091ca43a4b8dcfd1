// Fastify: headers, origin check, the API, the built clients, health.
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import { createServer } from 'node:http'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '#server/app.ts'
import { createVerification } from '#server/features/verification/verify.ts'
import { appRouter, type AppRouter } from '#server/router.ts'
import type { Context } from '#server/trpc.ts'
import { registerClients } from './clients.ts'
import { readCookies } from './cookies.ts'
import { registerFiles } from './files.ts'
import { registerMailBody } from './mail-body.ts'
import { registerMailPreview } from './mail-preview.ts'
import { batchMax, bodyBytesMax } from './limits.ts'
import { isOwnHost, mayWrite } from './origin.ts'
import { answerErrors, reportError } from './report-error.ts'
import { attachSockets } from './upgrade.ts'
import { beforeAll, isVerification } from './verify.ts'
import { registerUploads } from './uploads.ts'

/** A request that takes longer than this to end is cut off at the stop: Docker kills everything after ten seconds. */
const drainMsMax = 5_000
/** An upload of 20 MB over a slow line ends in time; one that stops arriving is cut off. Sockets are no requests any more. */
const requestMsMax = 120_000
/** Longer than gateways and load balancers keep an idle connection (60 s, mostly), so that they close first. */
const keepAliveMs = 72_000

export interface Http {
  url: string
  /** Stops accepting, lets running requests finish, closes sockets. */
  stop(): Promise<void>
}

export async function startHttp(app: App): Promise<Http> {
  const { config } = app
  const verification = createVerification(app)
  const server = Fastify({
    bodyLimit: bodyBytesMax,
    trustProxy: config.http.trustedProxies.length > 0 ? config.http.trustedProxies : false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2_000 },
    serverFactory: (others) =>
      createServer(
        {
          // Fastify sets these on servers of its own making only; gateways keep their connections.
          requestTimeout: requestMsMax,
          keepAliveTimeout: keepAliveMs,
          // A gateway may send the headers of a handshake along; its question is none.
          shouldUpgradeCallback: (request) => !isVerification(request),
        },
        beforeAll(verification, app.log, others),
      ),
  })
  answerErrors(server, app.log)
  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: app.isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (!isOwnHost(config.http, request.headers.host)) {
      return reply
        .code(421)
        .send('This server does not answer for that host. Set PUBLIC_URL to the address it is called by.')
    }
    const isUnsafe = request.method !== 'GET' && request.method !== 'HEAD'
    if (isUnsafe && !mayWrite(config.http, request.headers, request.routeOptions.config.takes))
      return reply.code(403).send('A request from another site was refused.')
  })

  server.get('/healthz', async () => 'alive')
  server.get('/readyz', async (_request, reply) => {
    const { isReady, reason } = await app.isReady()
    return reply.code(isReady ? 200 : 503).send(reason ?? 'ready')
  })
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: batchMax,
      createContext: ({ req, res }) => contextOf(app, req, res),
      responseMeta: () => ({ headers: new Headers({ 'cache-control': 'no-store' }) }),
      onError: (failure) => reportError(app.log, failure),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>)
  registerMailBody(server, app)
  await registerMailPreview(server, app)
  await registerUploads(server, app)
  registerFiles(server, app)
  await registerClients(server, app)
  const sockets = attachSockets(server, app)

  await server.listen({ port: config.http.port, host: config.http.host })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.http.port
  return {
    url: `http://localhost:${port}`,
    async stop() {
      sockets.stop()
      const closing = server.close()
      // A browser keeps its connection; one that was busy a moment ago would be waited for until it times out, over a minute.
      const idle = setInterval(() => server.server.closeIdleConnections(), 50)
      const patience = setTimeout(() => server.server.closeAllConnections(), drainMsMax)
      await closing
      clearInterval(idle)
      clearTimeout(patience)
      await verification.stop()
    },
  }
}

/** Builds the context of one HTTP request; the session is read by each call itself. */
export function contextOf(app: App, request: FastifyRequest, reply: FastifyReply): Context {
  return {
    app,
    transport: 'http',
    streams: undefined,
    ...readCookies(app, request.cookies),
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    requestId: request.id,
    reply,
  }
}
