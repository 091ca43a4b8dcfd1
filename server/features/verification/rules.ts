// What a gateway asks: which key, for which address. Pure; the answers are in verify.ts.
import type { IncomingHttpHeaders } from 'node:http'
import { isKey } from '#server/features/credentials/rules.ts'

export interface Asked {
  /** lower case, with a port that is no scheme's own */
  host: string
  /** normalized, begins with a slash */
  path: string
}

/**
 * Finds the key: `Authorization: Bearer` (RFC 6750) or `X-Api-Key`. Of both the one that is shaped like ours: the other is perhaps
 * meant for the API behind.
 */
export function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +([^ ]+) *$/i.exec(headers.authorization ?? '')?.[1]
  const single = headers['x-api-key']
  if (typeof single !== 'string' || !single || (bearer && isKey(bearer))) return bearer
  return !bearer || isKey(single) ? single : bearer
}

/**
 * Finds the address that the gateway was asked for: `X-Original-URL` as our nginx configuration sends it, the forwarded headers of
 * Caddy and Traefik, and the path behind /verify with the host, as Envoy asks. Undefined: none, one that could be read in two ways, or
 * two that differ, of which one may come from the caller.
 */
export function askedOf(headers: IncomingHttpHeaders, url: string): Asked | undefined {
  const { 'x-original-url': original, 'x-forwarded-host': host, 'x-forwarded-uri': uri } = headers
  const path = url.slice('/verify'.length)
  const addresses: string[] = []
  if (typeof original === 'string') addresses.push(original)
  if (typeof host === 'string' && typeof uri === 'string') addresses.push(join(host, uri))
  if (path.startsWith('/')) addresses.push(join(headers.host ?? '', path))
  const [asked, ...others] = addresses.map(parse)
  return others.every((other) => other?.host === asked?.host && other?.path === asked?.path) ? asked : undefined
}

/** A host that is more than a host, or a path that is not one, is no address. */
const join = (host: string, path: string) =>
  /[/?@]/.test(host) || !path.startsWith('/') ? '' : `https://${host}${path}`

/**
 * What means one thing here and perhaps another behind the gateway: encoded dots, slashes and backslashes, steps upwards (which no
 * client sends, it takes them first), and whatever is not visible ASCII. It is not let through.
 */
const ambiguous = /[^!-~]|[#\\]|%(?:2e|2f|5c|00)|\/\.{1,2}(?:[/;]|$)/i

function parse(text: string): Asked | undefined {
  const [address = ''] = text.split('?', 1)
  const url = ambiguous.test(address) ? null : URL.parse(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) return undefined
  return { host: hostOf(url), path: url.pathname }
}

/** The scheme is the gateway's affair, and so are both schemes' own ports; a dot at the end names the same host. */
const hostOf = ({ host }: URL) => host.replace(/:(?:80|443)$/, '').replace(/\.(?=:|$)/, '')

/** A base URL ready to be compared. */
export function placeOf(baseUrl: string): Asked {
  const url = new URL(baseUrl)
  return { host: hostOf(url), path: url.pathname.replace(/\/+$/, '') }
}

/** Whether an address is in a place, and not in a narrower one that is somebody else's, however it is spelt. */
export function isOpen(asked: Asked, places: readonly Asked[], others: readonly Asked[]): boolean {
  const depth = Math.max(...places.map((place) => (isWithin(asked, place) ? folded(place).path.length : -1)))
  if (depth < 0 || others.length === 0) return depth >= 0
  const spelt = folded(asked)
  return !others.map(folded).some((other) => other.path.length > depth && isWithin(spelt, other))
}

/** A place and an address as the most forgiving of servers would read them: what is refused may be spelt in many ways. */
function folded({ host, path }: Asked): Asked {
  let plain = path
  for (let times = 0; times < 3 && plain.includes('%'); times++)
    plain = plain.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return {
    host,
    path: plain
      .replace(/;[^/]*/g, '')
      .replace(/\s+(?=\/|$)/g, '')
      .replace(/\/{2,}/g, '/')
      .toLowerCase(),
  }
}

/** Which of the base URLs of other products lie within one's own: they are theirs. */
export function withinOwn(own: readonly Asked[], others: readonly Asked[]): Asked[] {
  return others.filter((other) => own.some((place) => isWithin(folded(other), folded(place))))
}

/** Whether an address is at or below a place, by whole segments: /v1 is not the beginning of /v10. */
export function isWithin(asked: Asked, place: Asked): boolean {
  if (asked.host !== place.host || !asked.path.startsWith(place.path)) return false
  return asked.path.length === place.path.length || asked.path[place.path.length] === '/'
}

export interface Bucket {
  tokens: number
  /** ms, monotonic */
  filledAt: number
}

/**
 * Takes a token, if there is one: a bucket of one second's requests that fills by as many a second (RFC 2697's single rate).
 * Returns 0, or the milliseconds until the next one.
 */
export function takeToken(bucket: Bucket, perSecond: number, nowMs: number): number {
  bucket.tokens = Math.min(perSecond, bucket.tokens + ((nowMs - bucket.filledAt) * perSecond) / 1_000)
  bucket.filledAt = nowMs
  if (bucket.tokens < 1) return ((1 - bucket.tokens) * 1_000) / perSecond
  bucket.tokens -= 1
  return 0
}

/** How much of a quota a process takes ahead: a hundredth, so that what a killed process takes along is little. */
export function batchOf(quota: number): number {
  return Math.max(1, Math.min(1_000, Math.ceil(quota / 100)))
}
