import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { App } from '#server/app.ts'
import { luciaOver } from '#server/features/auth/lucia.ts'
import { findMail } from '#server/features/emails/queries.ts'
import { readCookies } from './cookies.ts'

/**
 * Serves a kept mail as a document of its own for the frame of its preview: mails are styled inline, which our pages' policy
 * rightly forbids. This one runs nothing, loads nothing and can only be framed by us.
 */
export function registerMailBody(server: FastifyInstance, app: App): void {
  server.get<{ Params: { id: string } }>('/mails/:id/body', async (request, reply) => {
    const { sessionSecret } = readCookies(app, request.cookies)
    const { user } = await luciaOver(app.database.sql, app.isSecure).validateSession(sessionSecret ?? '')
    if (!user) return reply.code(401).send()
    if (!user.staffRole || user.mustChangePassword) return reply.code(403).send()
    const isId = z.uuid().safeParse(request.params.id).success
    const mail = isId ? await findMail(app.database.sql, request.params.id, user.staffRole === 'owner') : undefined
    if (!mail?.html) return reply.code(404).send()
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'SAMEORIGIN')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      )
      .send(mail.html)
  })
}
