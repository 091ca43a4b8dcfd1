// Who may call from a browser: the Host that is answered, and the Origin that may write or open a socket.
import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '#server/config.ts'

type Own = Pick<Config['http'], 'publicUrl' | 'loopbackOnly'>

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Without PUBLIC_URL only loopback hosts are answered, so that a foreign name that resolves here (DNS rebinding) is not. */
export function isOwnHost(own: Own, host: string | undefined): boolean {
  if (!host) return false
  return loopback.test(host) || (!own.loopbackOnly && host === new URL(own.publicUrl).host)
}

/** The exact Origin (scheme and host) of this portal; without PUBLIC_URL the loopback host that was called. */
export function isOwnOrigin(own: Own, origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !host) return false
  if (!own.loopbackOnly) return origin === new URL(own.publicUrl).origin
  return loopback.test(host) && origin === `http://${host}`
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** the media type of a write; JSON unless said */
    takes?: string
  }
}

/** What a page can send without asking, and therefore is taken only by routes that say so. */
export const formType = 'application/x-www-form-urlencoded'

/** An unsafe request must come from our own pages (or no browser can have forged it) and carry JSON, or what its route `takes`. */
export function mayWrite(own: Own, headers: IncomingHttpHeaders, takes = 'application/json'): boolean {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const site = headers['sec-fetch-site']
  const isSameOrigin = site === 'same-origin' || isOwnOrigin(own, headers.origin, headers.host)
  return type === takes && isSameOrigin
}

/** Our own origins for a page that was asked for at this host, which was checked: behind PUBLIC_URL loopback is answered too. */
export function ownOrigins(own: Own, host = ''): string[] {
  const called = loopback.test(host) ? [`http://${host}`] : []
  return [...new Set([...(own.loopbackOnly ? [] : [new URL(own.publicUrl).origin]), ...called])]
}

/** Whether a content security policy with this source lets through to an origin: `http:` stands for `https:` too, 80 for 443. */
export function reachesOrigin(source: string, origin: string): boolean {
  const [from, to] = [new URL(source), new URL(origin)]
  const [port, wanted] = [portOf(from), portOf(to)]
  return from.hostname === to.hostname && (port === wanted || (port === '80' && wanted === '443'))
}
const portOf = ({ port, protocol }: URL) => port || (protocol === 'https:' ? '443' : '80')
