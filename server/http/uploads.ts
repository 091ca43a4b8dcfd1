// Uploads of portal admins. Who calls is known before a byte of the body is read, and only so many bodies are held at once.
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPCError } from '@trpc/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '#server/app.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { addDocument, addPicture } from '#server/features/documents/commands.ts'
import { runCheck } from '#server/features/documents/run-check.ts'
import {
  documentBytesMax,
  pictureBytesMax,
  uploadPictureInput,
  type DocumentReport,
  type PictureFacts,
} from '#server/features/documents/schema.ts'
import { refusals, refuse, type RefusalCode } from '#server/refusals.ts'
import { readActor } from '#server/trpc.ts'
import { readCookies } from './cookies.ts'
import { createSlots } from './slots.ts'

/** Text grows in JSON: each quote and each line end of a document becomes two characters. */
const documentBodyMax = 2 * documentBytesMax + 1_024
const pictureBodyMax = Math.ceil(pictureBytesMax / 3) * 4 + 1_024
/** in this process, whether they arrive, wait or are checked */
const atOnce = 8
const atOnceEach = 3

/** Adds `POST /uploads/documents` and `POST /uploads/pictures`: JSON in, JSON out, a refusal as `{ sentence }`. */
export async function registerUploads(server: FastifyInstance, app: App): Promise<void> {
  const takeSlot = createSlots(atOnce, atOnceEach)

  async function readUploader(request: FastifyRequest): Promise<Actor> {
    const { sessionSecret } = readCookies(app, request.cookies)
    const actor = await readActor({ app, sessionSecret })
    if (!actor) return refuse('NOT_SIGNED_IN')
    if (actor.mustChangePassword) return refuse('PASSWORD_CHANGE_REQUIRED')
    if (actor.staffRole !== 'owner' && actor.staffRole !== 'approver') return refuse('NOT_ALLOWED')
    return actor
  }

  /** Lets in whoever may upload; in time, so that nobody else's body is read. */
  const admit = (bodyMax: number, tooLarge: RefusalCode) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { accountId } = await readUploader(request)
    if (Number(request.headers['content-length']) > bodyMax) return refuse(tooLarge)
    await enforceLimit(app.database.sql, 'uploadByAccount', accountId)
    if (!takeSlot(reply, accountId)) return refuse('TOO_BUSY')
  }

  await server.register(async (scope) => {
    // The bytes stay as they are: what is in them is read in another thread, or is small.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.setErrorHandler<FastifyError | TRPCError>((error, request, reply) => {
      if (error instanceof TRPCError)
        return reply.code(getHTTPStatusCodeFromError(error)).send({ sentence: error.message })
      const status = error.statusCode ?? 500
      if (status < 500) return reply.code(status).send({ sentence: sentenceFor(request, status) })
      app.log.error({ err: error, reference: request.id }, 'an upload failed unexpectedly')
      return reply.code(500).send({ sentence: `Something went wrong on our side. Reference: ${request.id}` })
    })

    scope.post<{ Body: Buffer }>(
      '/uploads/documents',
      { bodyLimit: documentBodyMax, onRequest: admit(documentBodyMax, 'DOCUMENT_TOO_LARGE') },
      async (request): Promise<DocumentReport> => {
        const outcome = await runCheck(request.body)
        if (outcome === 'tooLarge') return refuse('DOCUMENT_TOO_LARGE')
        if (outcome === 'malformed') return refuse('UPLOAD_BROKEN')
        const { document: checked, problems, problemCount } = outcome
        if (!checked) return { document: null, problems, problemCount }
        // Again: sending and checking take minutes, in which somebody may lose the right.
        const actor = await readUploader(request)
        const document = await app.database.inTransaction((tx) => addDocument(tx, actor, checked))
        return { document, problems, problemCount }
      },
    )
    scope.post<{ Body: Buffer }>(
      '/uploads/pictures',
      { bodyLimit: pictureBodyMax, onRequest: admit(pictureBodyMax, 'PICTURE_TOO_LARGE') },
      async (request): Promise<PictureFacts> => {
        const input = uploadPictureInput.safeParse(parse(request.body))
        if (!input.success) return refuse('UPLOAD_BROKEN')
        const bytes = Buffer.from(input.data.base64, 'base64')
        const actor = await readUploader(request)
        return app.database.inTransaction((tx) => addPicture(tx, actor, bytes))
      },
    )
  })
}

/** What the framework refuses by itself: a body that is longer than it said, or none at all. */
function sentenceFor({ url }: FastifyRequest, status: number): string {
  const isPicture = url.startsWith('/uploads/pictures')
  const code = status !== 413 ? 'UPLOAD_BROKEN' : isPicture ? 'PICTURE_TOO_LARGE' : 'DOCUMENT_TOO_LARGE'
  return refusals[code][1]
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
