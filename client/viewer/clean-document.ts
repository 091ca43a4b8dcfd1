// What is taken out of a document before it is shown: what would load something, run something, or send a request anywhere but
// to the base URL. The page's policy would stop it too; this way there is nothing to stop.
import { holdsData, isObject } from '#server/features/documents/rules.ts'

/** Scalar acts on these: scripts, its own servers and settings, examples from elsewhere. */
const acting = /^(x-scalar-.*|x-pre-request|x-post-response|x-default|externalValue)$/
const addresses = new Set(['url', 'termsOfService', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'openIdConnectUrl'])
const loading =
  /<\/?(?:img|picture|source|video|audio|track|iframe|frame|object|embed|svg|math|link|style|input|base|meta|script)\b[^>]*>?/gi

/** Copies a document for the viewer; the server it calls is the base URL, whatever the document says. */
export function cleanDocument(document: Record<string, unknown>, baseUrl: string): Record<string, unknown> {
  const copy = clean(document, '') as Record<string, unknown>
  return { ...copy, servers: [{ url: baseUrl.replace(/\/$/, '') }] }
}

function clean(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((one) => clean(one, key))
  if (!isObject(value)) return value
  const kept = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (holdsData(name, key) && !name.startsWith('x-') && name !== 'examples') return [[name, inner]]
    if (acting.test(name)) return []
    if (name === 'servers' && Array.isArray(inner)) return []
    if (typeof inner !== 'string') return [[name, clean(inner, name)]]
    if (addresses.has(name) && !isPlainAddress(inner)) return []
    return [[name, name === 'description' ? withoutPictures(inner) : inner]]
  })
  return Object.fromEntries(kept)
}

/** A relative address, or http and https; never `javascript:`. */
const isPlainAddress = (text: string) => {
  const url = URL.parse(text, 'https://relative.invalid')
  return url?.protocol === 'https:' || url?.protocol === 'http:'
}

/** A picture in Markdown becomes a link to it, by one character less; HTML that loads something goes. */
const withoutPictures = (markdown: string) => markdown.replaceAll('![', '[').replace(loading, '')
