// What markup may stand in a mail. Allow lists: what nobody thought of is not in them.
import type { Attribute, Piece } from './markup.ts'
import { sentences } from './sentences.ts'

/** What an author may write: in the body of a mail, or in the layout around it. */
export type Place = 'body' | 'layout'

const words = (list: string) => new Set(list.split(' '))

/** MJML that holds further MJML. */
const containers = words('mjml mj-head mj-attributes mj-body mj-wrapper mj-section mj-group mj-column')
/** MJML that holds HTML, words or a style. */
const contents = words('mj-text mj-button mj-table mj-title mj-preview mj-style mj-raw')
/** MJML that holds nothing. */
const leaves = words('mj-image mj-divider mj-spacer mj-breakpoint mj-all mj-class')
const inBody = words('mj-text mj-button mj-table mj-image mj-divider mj-spacer')
/** In words that no element may interrupt. */
export const wordsOnly = words('mj-title mj-preview mj-style')

const html = words(
  'a abbr b bdi blockquote br caption code col colgroup dd div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q s small span ' +
    'strong sub sup table tbody td tfoot th thead tr u ul wbr',
)
const htmlAttributes = words(
  'align alt bgcolor border cellpadding cellspacing class colspan dir height id lang rel role rowspan scope style target title valign width',
)
/** MJML checks the others itself. */
const mjmlAttributes = /^(?!on)(?!.*(?:url|src|href|path|usemap))[a-z-]+$/

/** Loads something, reads a file or runs something, in CSS or what becomes CSS; a backslash would spell it another way. */
const remoteStyle = /url\s*\(|src\s*\(|image(?:-set)?\s*\(|expression\s*\(|@import|@font-face|javascript:|[\\<]/i
const fixedHref = /^(?:https:\/\/|mailto:)[^\s<>"'{}\\]+$/

const rows = words('mj-table table thead tbody tfoot tr colgroup')
const inRows = words('caption colgroup col thead tbody tfoot tr th td')
/** What stands directly in it, outside of any cell, mail programs move to before the table. */
export const holdsRows = (name: string | undefined) => name !== undefined && rows.has(name)

export const isMjml = (name: string) => name === 'mjml' || name.startsWith('mj-')
export const holdsMjml = (name: string | undefined) => name === undefined || containers.has(name)
/** Where a style loads something; -1: nowhere. */
export const findLoading = (style: string) => style.search(remoteStyle)

/** What is wrong with an element where it stands; the parent of what stands in a body directly is undefined. */
export function judgeElement(name: string, parent: string | undefined, place: Place): string | undefined {
  if (name === 'mj-include') return sentences.includeNotAllowed
  if (isMjml(name)) {
    if (!containers.has(name) && !contents.has(name) && !leaves.has(name)) return sentences.elementNotAllowed(name)
    if (place === 'body' && !inBody.has(name)) return sentences.elementOnlyAround(name)
    return holdsMjml(parent) ? undefined : sentences.mjmlInside(name, parent!)
  }
  if (parent === 'mj-raw') return name === 'meta' ? undefined : sentences.rawNotMeta
  if (!html.has(name)) return sentences.elementNotAllowed(name)
  if (holdsMjml(parent)) return sentences.elementOutside(name)
  if (rows.has(parent!) !== inRows.has(name)) return sentences.outsideOfCell(name, parent!)
  return wordsOnly.has(parent!) ? sentences.wordsOnly(parent!) : undefined
}

const holdsWords = words('p h1 h2 h3 h4 h5 h6 mj-button')
const endsWords = words('blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table ul')

/** What is wrong with an element within those that are open: HTML would end one of them by itself, here or not. */
export function judgeNesting(name: string, open: { name: string }[]): string | undefined {
  if (name === 'a' && open.some((outer) => outer.name === 'a')) return sentences.linkInLink
  // MJML makes a link of a button, or a paragraph.
  if (name === 'a' && open.some((outer) => outer.name === 'mj-button')) return sentences.linkInButton
  const outer = endsWords.has(name) && open.find((element) => holdsWords.has(element.name))
  return outer ? sentences.endsImplicitly(name, outer.name) : undefined
}

/** What is wrong with an attribute that states no fact. */
export function judgeAttribute({ name, value }: Attribute, { name: element }: Piece): string | undefined {
  if (name === 'href' && (element === 'a' || isMjml(element)))
    return fixedHref.test(value) ? undefined : sentences.badHref
  if (name === 'src' && (element === 'img' || element === 'mj-image'))
    return value === 'cid:logo' ? undefined : sentences.imageNotLogo
  const isKnown = isMjml(element)
    ? mjmlAttributes.test(name)
    : element === 'meta'
      ? name === 'name' || name === 'content'
      : htmlAttributes.has(name) || /^aria-[a-z]+$/.test(name)
  if (!isKnown) return sentences.attributeNotAllowed(name, element)
  // MJML writes it between quotation marks of its own.
  if (value.includes('"')) return sentences.quoteInValue(name)
  // Written as &#117;, a letter hides from whoever looks for it; only words need characters that cannot be written.
  const isWords = name === 'title' || name === 'alt' || name.startsWith('aria-')
  if (value.includes('&') && !isWords) return sentences.ampersand(name)
  return findLoading(value) >= 0 ? sentences.remote : undefined
}

const frame = words('html head title meta style body')
const frameAttributes = /^(?:xmlns(?::\w+)?|http-equiv|content|charset|name|type|media)$/

/**
 * Makes sure of what MJML has made: nothing in it runs or loads anything.
 *
 * @throws Error with a sentence
 */
export function judgeHtml(source: string, pieces: Piece[]): void {
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'open') return
    const { name, attributes, end } = piece
    if (!html.has(name) && !frame.has(name)) throw new Error(sentences.elementNotAllowed(name))
    for (const attribute of attributes) {
      if (frameAttributes.test(attribute.name) || attribute.value.startsWith('{{')) continue
      const sentence = judgeAttribute(attribute, piece)
      if (sentence) throw new Error(sentence)
    }
    if (name === 'style' && findLoading(source.slice(end, pieces[index + 1]?.at)) >= 0)
      throw new Error(sentences.remote)
  })
}
