import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '#server/app.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { frameWording } from '#server/features/wordings/preview.ts'
import { framedField, framedInput } from '#server/features/wordings/schema.ts'
import { isReadable } from '#server/readable.ts'
import { refusals, refuse } from '#server/refusals.ts'
import { readActor } from '#server/trpc.ts'
import { readCookies } from './cookies.ts'
import { sendMailDocument } from './mail-body.ts'
import { formType } from './origin.ts'

/**
 * Adds `POST /mails/preview`: the mail that a wording would be, as a document. A form comes in, because only the answer to one
 * fills a frame with something that has a policy of its own; whatever is refused is a sentence in that frame.
 */
export async function registerMailPreview(server: FastifyInstance, app: App): Promise<void> {
  /** Before the body is read. */
  async function admit(request: FastifyRequest): Promise<void> {
    const { sessionSecret } = readCookies(app, request.cookies)
    const actor = await readActor({ app, sessionSecret })
    if (!actor) return refuse('NOT_SIGNED_IN')
    if (actor.mustChangePassword) return refuse('PASSWORD_CHANGE_REQUIRED')
    if (!actor.staffRole) return refuse('NOT_ALLOWED')
    await enforceLimit(app.database.sql, 'wordingPreviewByAccount', actor.accountId)
  }

  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser<string>(formType, { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(body)),
    )
    scope.setErrorHandler<FastifyError | TRPCError>((error, _request, reply) => {
      if (!(error instanceof TRPCError)) throw error
      return sendMailDocument(reply.code(getHTTPStatusCodeFromError(error)), documentOf(error.message))
    })
    scope.post<{ Body: URLSearchParams }>(
      '/mails/preview',
      { config: { takes: formType }, onRequest: admit },
      async (request, reply) => {
        const input = framedInput.safeParse(parse(request.body.get(framedField)))
        if (!input.success || !isReadable(input.data)) return reply.code(400).send()
        const html = await frameWording(app, input.data)
        return sendMailDocument(reply, html ?? documentOf(refusals.WORDING_BROKEN[1]))
      },
    )
  })
}

function parse(json: string | null): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return undefined
  }
}

/** A sentence of ours, in the colours of the machine. */
const documentOf = (sentence: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <title>${sentence}</title>
  </head>
  <body style="font: 16px/24px system-ui, sans-serif; margin: 32px">
    <p>${sentence}</p>
  </body>
</html>
`
