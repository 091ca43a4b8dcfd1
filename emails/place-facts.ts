// Looks at the HTML that MJML has made as a mail program will: each fact stands where it can only be text or a whole link, and
// nothing is loaded from elsewhere. Sources are checked when they are published; this holds for whatever MJML makes of them.
import { checkFacts } from './check-facts.ts'
import { layoutFacts } from './fact-list.ts'
import { judgeHtml } from './markup-rules.ts'
import { readMarkup, voidElements, type Piece } from './markup.ts'
import { sentences } from './sentences.ts'
import { findTags, readTemplate, type Tag } from './template.ts'
import type { FactInfo } from './wording.ts'

/**
 * Isolates each text from the direction of the words around it (Unicode TR9): a right-to-left name must not turn the sentence.
 *
 * @throws Error with a sentence when the HTML is not fit to be filled
 */
export function placeFacts(html: string, facts: FactInfo[]): string {
  const { parts, problems } = readTemplate(html)
  // Those of the mail first: of the layout's only what the mail does not say itself, which are sentences of ours.
  const { uses, problems: unknown } = checkFacts(parts, [...facts, ...layoutFacts])
  const [problem] = [...problems, ...unknown]
  if (problem) throw new Error(problem.sentence)
  const statedAt = new Map(uses.map(({ at, fact }) => [at, fact]))

  const open: Piece[] = []
  const pieces = readMarkup(html)
  judgeHtml(html, pieces)
  let next = 0
  let placed = ''
  let from = 0
  const place = (at: number, end: number, words: string) => {
    placed += html.slice(from, at) + words
    from = end
  }
  const passUpTo = (at: number) => {
    for (; next < pieces.length && pieces[next]!.end <= at; next++) {
      const piece = pieces[next]!
      enter(open, piece)
      // Without a logo there is no picture, rather than a broken one.
      if (piece.name === 'img') place(piece.at, piece.end, `{{#if hasLogo}}${html.slice(piece.at, piece.end)}{{/if}}`)
    }
  }
  for (const tag of findTags(html)) {
    passUpTo(tag.at)
    const piece = pieces[next]
    if (piece && piece.at < tag.at) {
      const isLink = statedAt.get(tag.at)?.kind === 'link' && isWholeHref(piece, tag)
      if (!isLink && !isTitle(piece, tag)) throw new Error(sentences.changedByFacts)
    } else if (!isIsolated(open) && isTyped(statedAt.get(tag.at))) place(tag.at, tag.end, `<bdi>{{${tag.text}}}</bdi>`)
  }
  passUpTo(html.length)
  return placed + html.slice(from)
}

const isTyped = (fact: FactInfo | undefined) => fact?.kind === 'text' && !layoutFacts.includes(fact)

function enter(open: Piece[], piece: Piece): void {
  if (piece.kind === 'open' && !piece.isSelfClosing && !voidElements.has(piece.name)) open.push(piece)
  if (piece.kind !== 'close') return
  const begun = open.findLastIndex(({ name }) => name === piece.name)
  if (begun >= 0) open.splice(begun)
}

const isWholeHref = ({ kind, attributes }: Piece, tag: Tag) =>
  kind === 'open' &&
  attributes.some(
    ({ name, at, value, isQuoted }) =>
      name === 'href' && isQuoted && at === tag.at && value.length === tag.end - tag.at,
  )

/** MJML names the mail by its title in an attribute too. */
const isTitle = ({ kind, attributes }: Piece, tag: Tag) =>
  kind === 'open' &&
  attributes.some(
    ({ name, at, value, isQuoted }) =>
      name === 'aria-label' && isQuoted && at <= tag.at && tag.end <= at + value.length,
  )

/** A title has no elements; dir="auto" looks at its own words, not at those of a <bdi> in it. */
function isIsolated(open: Piece[]): boolean {
  const parent = open.at(-1)
  if (parent?.name === 'style') throw new Error(sentences.factInStyle)
  return (
    parent?.name === 'title' ||
    parent?.name === 'bdi' ||
    Boolean(parent?.attributes.some(({ name, value }) => name === 'dir' && value === 'auto'))
  )
}
