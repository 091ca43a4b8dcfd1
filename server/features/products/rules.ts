// What both sides must agree on about products.
import type { ProductState } from './schema.ts'

const hostname = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$|^\[[0-9a-f:.]+\]$/

/**
 * Whether an address can be a base URL: http or https, a plain host, no credentials, query or fragment. Its origin goes into the
 * viewer's content security policy, where `https://*` would be everybody.
 */
export function isBaseUrl(text: string): boolean {
  if (text.length > 500) return false
  // What another reader might take for another host than we do: https:///a, a.example\@b.example
  if (!/^https?:\/\/[^/?#\s\\][^?#\s\\]*$/i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return hostname.test(url.hostname) && !url.username && !url.password
}

/** The states that a product can be put into from where it is. A deprecated one is still shown, and asked for no more. */
const nextStates: Record<ProductState, readonly ProductState[]> = {
  draft: ['published'],
  published: ['deprecated', 'draft'],
  deprecated: ['published', 'draft'],
}

export function canBecome(from: ProductState, to: ProductState): boolean {
  return nextStates[from].includes(to)
}

/** Derives the address of a product's page from its name; empty when nothing of it can be in one. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

/** The words of a search, in lower case; all of them must occur. */
export function wordsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
}
