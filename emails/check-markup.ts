// Whether the markup of a body or a layout is whole, has nothing in it that a mail must not have, and where its facts stand.
import { readMarkup, voidElements, type Piece } from './markup.ts'
import {
  findLoading,
  holdsMjml,
  holdsRows,
  isMjml,
  judgeAttribute,
  judgeElement,
  judgeNesting,
  type Place,
} from './markup-rules.ts'
import type { Use } from './check-facts.ts'
import { sentences } from './sentences.ts'
import { findTags, problemsMax, type Tag, type TemplateProblem } from './template.ts'

/** More than any mail program was ever tried with; each element is compared with those that are open. */
const elementsDeepMax = 100

interface Reading {
  place: Place
  source: string
  uses: Map<number, Use>
  links: string[]
  report: (at: number, sentence: string) => void
  /** the elements that are open, outermost first */
  open: { name: string; at: number }[]
  /** the blocks of the template that are open, and how many elements were when each began */
  blocks: { kind: Tag['kind']; depth: number }[]
  hasPicture: boolean
}

/**
 * Finds what is wrong with markup, up to the first `problemsMax`. Facts stand between tags or, a link, as a whole quoted href; what
 * begins within a block of the template is closed within it, and nothing else is; no words are ended by what stands in them. So the
 * facts decide which blocks are there, and nothing about the markup around them.
 */
export function checkMarkup(place: Place, source: string, uses: Use[], links: string[]): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const reading: Reading = {
    place,
    source,
    uses: new Map(uses.map((use) => [use.at, use])),
    links,
    report(at, sentence) {
      if (problems.length < problemsMax) problems.push({ at, sentence })
    },
    open: [],
    blocks: [],
    hasPicture: false,
  }
  const tags = findTags(source)
  let nextTag = 0
  let from = 0
  const readUpTo = (at: number) => {
    for (; nextTag < tags.length && tags[nextTag]!.at < at; nextTag++) {
      const tag = tags[nextTag]!
      readWords(reading, from, tag.at)
      readTag(reading, tag)
      from = tag.end
    }
    readWords(reading, from, at)
  }
  for (const piece of readMarkup(source)) {
    if (problems.length === problemsMax) return problems
    if (reading.open.length > elementsDeepMax) {
      reading.report(piece.at, sentences.elementsTooDeep(elementsDeepMax))
      return problems
    }
    // What stands within {{ and }} is no tag, whatever it looks like.
    if (piece.at < from) continue
    readUpTo(piece.at)
    const inside: Tag[] = []
    while (nextTag < tags.length && tags[nextTag]!.at < piece.end) inside.push(tags[nextTag++]!)
    readPiece(reading, piece, inside)
    from = piece.end
  }
  readUpTo(source.length)
  closeDownTo(reading, 0, (name) => sentences.notClosed(name))
  return problems
}

const parentOf = ({ open }: Reading) => open.at(-1)?.name

function readWords(reading: Reading, from: number, to: number): void {
  const words = reading.source.slice(from, to)
  const parent = parentOf(reading)
  const at = from + words.search(/\S/)
  if (parent === 'mj-style') {
    const loading = findLoading(words)
    if (loading >= 0) reading.report(from + loading, sentences.remote)
  } else if (words.includes('<')) reading.report(from + words.indexOf('<'), sentences.strayLess)
  else if (words.trim() && holdsRows(parent)) reading.report(at, sentences.wordsOutsideOfCell(words.trim()))
  else if (words.trim() && holdsMjml(parent)) reading.report(at, sentences.wordsBetweenMjml(words.trim()))
}

/** A template tag between the tags of the markup. */
function readTag(reading: Reading, tag: Tag): void {
  const { report, blocks, open } = reading
  const parent = parentOf(reading)
  if (parent === 'mj-style' || parent === 'mj-raw') return report(tag.at, sentences.factInStyle)
  if (tag.kind === 'body') {
    if (parent !== 'mj-column' || blocks.length > 0) report(tag.at, sentences.bodyPlace)
    return
  }
  if (holdsMjml(parent)) report(tag.at, sentences.tagBetweenMjml(tag.text))
  if (tag.kind === 'fact' && holdsRows(parent)) report(tag.at, sentences.wordsOutsideOfCell(`{{${tag.text}}}`))
  if (tag.kind === 'if' || tag.kind === 'each') blocks.push({ kind: tag.kind, depth: open.length })
  else if (blocks.length > 0 && (tag.kind === 'else' || tag.kind === '/if' || tag.kind === '/each')) {
    closeDownTo(reading, blocks.at(-1)!.depth, (name) => sentences.notClosedWithin(name, tag.text))
    if (tag.kind !== 'else') blocks.pop()
  }
}

function closeDownTo({ open, report }: Reading, depth: number, explain: (name: string) => string): void {
  for (const { name, at } of open.splice(depth)) report(at, explain(name))
}

function readPiece(reading: Reading, piece: Piece, inside: Tag[]): void {
  const { report, source } = reading
  const { kind, at, end } = piece
  if (kind === 'comment') {
    if (!/^<!--(?:(?!--)[^<>{}])*-->$/.test(source.slice(at, end)) || /^<!--\s*\[/.test(source.slice(at, end)))
      report(at, sentences.comment)
  } else if (kind === 'other') report(at, sentences.declaration)
  else if (source[end - 1] !== '>') report(at, sentences.tagNeverEnds(piece.name))
  else if (kind === 'close') readEnd(reading, piece)
  else readStart(reading, piece, inside)
}

function readStart(reading: Reading, piece: Piece, inside: Tag[]): void {
  const { report, open, place } = reading
  const { name, at, attributes, isSelfClosing } = piece
  const parent = parentOf(reading)
  const wrong = name.includes('{') ? undefined : (judgeElement(name, parent, place) ?? judgeNesting(name, open))
  if (wrong) report(at, wrong)
  // In <mj-attributes> stands what holds for others.
  if ((name === 'img' || name === 'mj-image') && parent !== 'mj-attributes') readPicture(reading, at)
  const stating = new Set<Tag>()
  for (const attribute of attributes) {
    const to = attribute.at + attribute.value.length
    const stated = inside.filter((tag) => tag.at >= attribute.at && tag.at < to)
    for (const tag of stated) {
      stating.add(tag)
      const sentence = judgeTagInAttribute(
        reading,
        tag,
        piece,
        attribute.name === 'href' && attribute.isQuoted,
        attribute.value,
      )
      if (sentence) report(tag.at, sentence)
    }
    const isOwn = stated.length === 0 && !/[{}]/.test(attribute.name)
    const sentence = isOwn && !wrong && judgeAttribute(attribute, piece)
    if (sentence) report(attribute.at, sentence)
  }
  for (const tag of inside) if (!stating.has(tag)) report(tag.at, judgeTagInTag(tag, name))
  const isVoid = voidElements.has(name)
  if (isSelfClosing && !isVoid && !isMjml(name)) report(at, sentences.notSelfClosing(name))
  if (!isSelfClosing && !isVoid) open.push({ name, at })
}

/** There is only one that a mail may show. */
function readPicture(reading: Reading, at: number): void {
  const repeats = reading.hasPicture || reading.blocks.some(({ kind }) => kind === 'each')
  if (repeats) reading.report(at, sentences.logoOnce(reading.place))
  reading.hasPicture = true
}

const judgeTagInTag = (tag: Tag, element: string) =>
  tag.kind === 'fact' ? sentences.factInTag(tag.name, element) : sentences.blockInTag(tag.text, element)

function judgeTagInAttribute(
  { uses, links }: Reading,
  tag: Tag,
  { name }: Piece,
  isHref: boolean,
  value: string,
): string | undefined {
  if (!isHref || tag.kind !== 'fact') return judgeTagInTag(tag, name)
  const use = uses.get(tag.at)
  // What the mail does not have was reported already.
  if (!use) return undefined
  if (use.fact.kind !== 'link') return sentences.factNoLink(tag.name, links)
  return value.length === tag.end - tag.at ? undefined : sentences.factNotWhole(tag.name)
}

function readEnd(reading: Reading, { name, at }: Piece): void {
  const { open, blocks, report } = reading
  const begun = open.findLastIndex((element) => element.name === name)
  if (begun < 0) return report(at, sentences.closesNothing(name))
  if (begun < (blocks.at(-1)?.depth ?? 0)) report(at, sentences.closesOutside(name))
  else closeDownTo(reading, begun + 1, (left) => sentences.notClosed(left))
  open.splice(begun)
}
