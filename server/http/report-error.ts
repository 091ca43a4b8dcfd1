import type { TRPCError } from '@trpc/server'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Logger } from '#server/log.ts'

/**
 * Answers what went wrong outside of the API: with the framework's own words for a bad request, else with a reference only,
 * because the message of a failed query is nobody's business.
 */
export function answerErrors(server: FastifyInstance, log: Logger): void {
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).type('text/plain').send(error.message)
    log.error({ err: error, reference: request.id }, 'a request failed unexpectedly')
    return reply.code(500).type('text/plain').send(`Something went wrong on our side. Reference: ${request.id}`)
  })
}

/** Logs what nobody expected, under the reference that the person is shown; refusals are no errors. */
export function reportError(
  log: Logger,
  { error, path, ctx }: { error: TRPCError; path?: string | undefined; ctx?: { requestId: string } | undefined },
): void {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return
  log.error({ err: error.cause ?? error, path, reference: ctx?.requestId }, 'a call failed unexpectedly')
}
