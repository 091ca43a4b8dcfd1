// Context, and one base procedure per kind of caller. Every call re-reads its session, over sockets too.
import { createHash, createHmac } from 'node:crypto'
import { initTRPC } from '@trpc/server'
import type { FastifyReply } from 'fastify'
import type { Tx } from '#db/database.ts'
import type { App } from './app.ts'
import type { Actor } from './features/auth/actor.ts'
import { hashSecret, luciaOver } from './features/auth/lucia.ts'
import { findVisibility } from './features/settings/queries.ts'
import { isReadable } from './readable.ts'
import { refusalOf, refuse, Refusal } from './refusals.ts'

export interface Context {
  app: App
  transport: 'http' | 'ws'
  /** the secrets in the cookies, undefined without them */
  sessionSecret: string | undefined
  statusToken: string | undefined
  /** IP address of the caller */
  address: string
  userAgent: string | null
  /** names this request in logs and in what a person is shown when something unexpected happens */
  requestId: string
  reply: FastifyReply | undefined
  /** counts the streams of this socket; undefined over HTTP, which has none */
  streams: { open: number } | undefined
}

interface Meta {
  /** Sets cookies or takes passwords: never over a socket. */
  httpOnly?: boolean
  /** Answers strangers even when the portal is private, or even when it is hidden. Everything else does not exist for them. */
  entrance?: 'private' | 'hidden'
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    sse: { enabled: false },
    errorFormatter({ shape, error, ctx }) {
      const refusal = error.cause instanceof Refusal ? error.cause : undefined
      const isUnexpected = error.code === 'INTERNAL_SERVER_ERROR'
      return {
        code: shape.code,
        message: isUnexpected ? 'Something went wrong on our side.' : shape.message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          refusal: refusal && { code: refusal.code, detail: refusal.detail },
          reference: ctx?.requestId,
        },
      }
    },
  })

export const router = t.router

/** Reads who calls from the session cookie; undefined without a session that may be served. */
export async function readActor(ctx: Pick<Context, 'app' | 'sessionSecret'>): Promise<Actor | undefined> {
  if (!ctx.sessionSecret) return undefined
  const { user } = await luciaOver(ctx.app.database.sql, ctx.app.isSecure).validateSession(ctx.sessionSecret)
  if (!user) return undefined
  const { id, ...attributes } = user
  return { ...attributes, accountId: id, sessionHash: hashSecret(ctx.sessionSecret) }
}

/** Anybody. `ctx.actor` is who is signed in, if anyone. */
export const publicProcedure = t.procedure.use(async ({ ctx, meta, type, getRawInput, next }) => {
  if (!isReadable(await getRawInput())) refuse('UNREADABLE_TEXT')
  const actor = await readActor(ctx)
  // A socket without a cookie may only listen, and no sign-in runs over any socket.
  if (ctx.transport === 'ws' && (meta?.httpOnly || (!actor && type !== 'subscription'))) refuse('HTTP_ONLY')
  // Who must choose a password first is not in yet.
  const inside = actor?.mustChangePassword ? undefined : actor
  if (!inside?.staffRole) await refuseBehindDoor(ctx, inside, meta)
  const answer = await next({ ctx: { actor } })
  const refusal = answer.ok ? undefined : refusalOf(answer.error.cause)
  return refusal ? refuse(refusal) : answer
})

/** Refuses what the visibility of the portal keeps from somebody who is not staff. */
async function refuseBehindDoor(ctx: Context, actor: Actor | undefined, meta: Meta | undefined): Promise<void> {
  const visibility = await findVisibility(ctx.app.database.sql)
  if (visibility === 'hidden' && meta?.entrance !== 'hidden') refuse('PORTAL_HIDDEN')
  if (visibility === 'private' && !actor && !meta?.entrance) refuse('NOT_SIGNED_IN')
}

/** Whoever has a session, even one that opens nothing but the change of its password. */
export const withSession = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.actor) refuse('NOT_SIGNED_IN')
  return next({ ctx: { actor: ctx.actor } })
})

export const signedIn = withSession.use(({ ctx, next }) => {
  if (ctx.actor.mustChangePassword) refuse('PASSWORD_CHANGE_REQUIRED')
  return next({ ctx: { actor: ctx.actor } })
})

/** A developer, as opposed to staff, who has confirmed the address: everybody else may only browse. */
export const developer = signedIn.use(({ ctx, next }) => {
  if (ctx.actor.kind !== 'user') refuse('NOT_ALLOWED')
  if (!ctx.actor.emailConfirmed) refuse('EMAIL_UNCONFIRMED')
  return next()
})

/** Who looks after an organization's members. The default organization has none. */
export const superAdmin = developer.use(({ ctx, next }) => {
  if (ctx.actor.organizationRole !== 'super_admin' || ctx.actor.organizationIsDefault) refuse('NOT_ALLOWED')
  return next()
})

const ranks = { auditor: 1, approver: 2, owner: 3 }
const staff = (least: keyof typeof ranks) =>
  signedIn.use(({ ctx, next }) => {
    const role = ctx.actor.staffRole
    if (!role || ranks[role] < ranks[least]) refuse('NOT_ALLOWED')
    return next()
  })

export const auditor = staff('auditor')
export const approver = staff('approver')
export const owner = staff('owner')

/**
 * Runs a write in one transaction and keeps its result for 24 hours, so that a repeat after a lost answer answers as the
 * first. Two at once with one id: the second waits for the first.
 *
 * @throws REQUEST_REUSED the id came before with another input
 */
export async function once<I extends { requestId: string }, T>(
  ctx: Context & { actor?: Actor | undefined },
  procedure: string,
  input: I,
  write: (tx: Tx) => Promise<T>,
): Promise<T> {
  const accountId = ctx.actor?.accountId ?? null
  // Keyed, because inputs hold passwords and a bare hash of one could be guessed at leisure.
  const inputHash = createHmac('sha256', ctx.app.keys.current.key).update(JSON.stringify(input)).digest('hex')
  return ctx.app.database.inTransaction(async (tx) => {
    const [claimed] = await tx`
      insert into idempotency_keys (key, account_id, procedure, input_hash)
      values (${input.requestId}, ${accountId}, ${procedure}, ${inputHash})
      on conflict do nothing returning key`
    if (!claimed) {
      const [first] = await tx<{ inputHash: string; result: T }[]>`
        select input_hash, result from idempotency_keys
         where key = ${input.requestId} and account_id is not distinct from ${accountId} and procedure = ${procedure}`
      if (first?.inputHash !== inputHash) refuse('REQUEST_REUSED')
      return first.result
    }
    const result = await write(tx)
    await tx`
      update idempotency_keys set result = ${tx.json((result ?? null) as never)}
       where key = ${input.requestId} and account_id is not distinct from ${accountId} and procedure = ${procedure}`
    return result
  })
}

/** Derives a token that a repeat of the same request derives again; only the server's key can. */
export function deriveToken(app: App, purpose: string, subject: string): string {
  return createHmac('sha256', app.keys.current.key).update(`${purpose}:${subject}`).digest('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
