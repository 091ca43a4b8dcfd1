// The two cookies: the session's and the applicant's status. Both HttpOnly, SameSite=Lax, `__Host-` and Secure over https.
import type { App } from '#server/app.ts'
import { luciaOver } from '#server/features/auth/lucia.ts'
import type { Context } from '#server/trpc.ts'

const statusName = (isSecure: boolean) => (isSecure ? '__Host-gatehouse-status' : 'gatehouse-status')

/** Reads the secrets of both cookies from a Cookie header. */
export function readCookies(app: Pick<App, 'isSecure' | 'database'>, parsed: Record<string, string | undefined>) {
  return {
    sessionSecret: parsed[luciaOver(app.database.sql, app.isSecure).sessionCookieName] || undefined,
    statusToken: parsed[statusName(app.isSecure)] || undefined,
  }
}

export function setSessionCookie(ctx: Context, secret: string): void {
  const { name, value, attributes } = luciaOver(ctx.app.database.sql, ctx.app.isSecure).createSessionCookie(secret)
  ctx.reply?.setCookie(name, value, { ...attributes, sameSite: 'lax' })
}

export function clearSessionCookie(ctx: Context): void {
  const { name, value, attributes } = luciaOver(ctx.app.database.sql, ctx.app.isSecure).createBlankSessionCookie()
  ctx.reply?.setCookie(name, value, { ...attributes, sameSite: 'lax' })
}

export function setStatusCookie(ctx: Context, token: string): void {
  ctx.reply?.setCookie(statusName(ctx.app.isSecure), token, {
    httpOnly: true,
    secure: ctx.app.isSecure,
    sameSite: 'lax',
    path: '/',
    maxAge: 90 * 24 * 3600,
  })
}
