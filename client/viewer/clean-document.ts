// What is taken out of a document before it is shown: what would load something, run something, or send a request anywhere but
// to the base URL. The page's policy would stop it too; this way there is nothing to stop.
import { isObject, keysOf, placeOf, type Place } from '#server/features/documents/rules.ts'

/** Scalar acts on these: scripts, its own servers and settings, examples from elsewhere. */
const acting = /^(x-scalar-.*|x-pre-request|x-post-response|x-default|externalValue)$/
const addresses = new Set(['url', 'termsOfService', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'openIdConnectUrl'])
/** with all up to its end, or the end of the text */
const loading =
  /<\/?(?:img|picture|source|video|audio|track|iframe|frame|object|embed|svg|math|link|style|input|base|meta|script)\b[^>]*>?/gi

/** Copies a document for the viewer; the server it calls is the base URL, whatever the document says. */
export function cleanDocument(document: Record<string, unknown>, baseUrl: string): Record<string, unknown> {
  const copy = clean(document, 'description', document) as Record<string, unknown>
  return { ...copy, servers: [{ url: baseUrl.replace(/\/$/, '') }] }
}

function clean(value: unknown, place: Place, whole: unknown): unknown {
  if (place === 'data') return value
  if (Array.isArray(value)) return value.map((one) => clean(one, place, whole))
  if (!isObject(value)) return value
  const kept = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name === '$ref' && typeof inner === 'string') return leadsToData(whole, inner) ? [] : [[name, inner]]
    const below = placeBelow(name, inner, place)
    if (place !== 'description') return [[name, clean(inner, below, whole)]]
    if (acting.test(name) || name === 'servers' || name === 'server') return []
    if (typeof inner !== 'string') return [[name, clean(inner, below, whole)]]
    if (addresses.has(name) && !isPlainAddress(inner)) return []
    return [[name, name === 'description' ? withoutPictures(inner) : inner]]
  })
  return Object.fromEntries(kept)
}

/** What an extension holds is shown by Scalar as it likes: never as data only. */
const placeBelow = (name: string, inner: unknown, around: Place): Place =>
  around === 'description' && name.startsWith('x-') ? 'description' : placeOf(name, inner, around)

/** Data stays as it is, so nothing may be described by it. */
function leadsToData(whole: unknown, target: string): boolean {
  let value = whole
  let place: Place = 'description'
  for (const key of keysOf(decode(target))) {
    const inner = (value as Record<string, unknown> | null | undefined)?.[key]
    if (!Array.isArray(value)) place = placeBelow(key, inner, place)
    value = inner
  }
  return place === 'data'
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

/** A relative address, or http and https; never `javascript:`. */
const isPlainAddress = (text: string) => {
  const url = URL.parse(text, 'https://relative.invalid')
  return url?.protocol === 'https:' || url?.protocol === 'http:'
}

/**
 * A picture in Markdown becomes a link to it, and HTML that loads something a space: whatever was around it stays apart, so that
 * nothing new comes of what is left.
 */
const withoutPictures = (markdown: string) =>
  markdown.replace(loading, ' ').replace(/!+\[?/g, (marks) => (marks.endsWith('[') ? '[' : marks))
