import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App } from '#server/app.ts'
import { luciaOver } from '#server/features/auth/lucia.ts'
import { findMail } from '#server/features/emails/queries.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { showLogo } from '#server/features/wordings/logo.ts'
import { readCookies } from './cookies.ts'

/** Serves a kept mail for the frame that shows it. */
export function registerMailBody(server: FastifyInstance, app: App): void {
  server.get<{ Params: { id: string } }>('/mails/:id/body', async (request, reply) => {
    const { sessionSecret } = readCookies(app, request.cookies)
    const { user } = await luciaOver(app.database.sql, app.isSecure).validateSession(sessionSecret ?? '')
    if (!user) return reply.code(401).send()
    if (!user.staffRole || user.mustChangePassword) return reply.code(403).send()
    const isId = z.uuid().safeParse(request.params.id).success
    const mail = isId ? await findMail(app.database.sql, request.params.id, user.staffRole === 'owner') : undefined
    if (!mail?.html) return reply.code(404).send()
    const { logoId } = await findSettings(app.database.sql)
    return sendMailDocument(reply, await showLogo(app.database.sql, mail.html, logoId))
  })
}

/**
 * Answers a mail as a document of its own: mails are styled inline, which our pages' policy rightly forbids. This one runs
 * nothing, loads nothing and can only be framed by us.
 */
export function sendMailDocument(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-frame-options', 'SAMEORIGIN')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    .send(html)
}
