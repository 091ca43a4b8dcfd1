// The body of a mail as an owner reads it: its texts one by one, each with its place in the MJML. What stands around them (tags,
// attributes) is never touched. Pure.

type BlockKind = 'title' | 'text' | 'small' | 'link' | 'quotation' | 'list' | 'table' | 'button' | 'line'

/** A text that can be edited in place: from and to are offsets into the body. */
export interface Slot {
  from: number
  to: number
  /** of a table: its row, from 1, and its cell there, from 1 */
  row?: number
  cell?: number
}

export interface Block {
  kind: BlockKind
  /** none: it has nothing to say (a line) */
  slots: Slot[]
  /** where a button leads, as it stands in the source */
  href?: string
}

export interface Blocks {
  source: string
  blocks: Block[]
}

const attributes = String.raw`(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*\s*`
const start = new RegExp(String.raw`<(mj-[a-z-]+)(${attributes})(\/?)>`, 'y')
const between = /(?:\s|<!--[\s\S]*?-->)*/y
const lines = ['mj-divider', 'mj-spacer', 'mj-image']
/** One element around all that is said: the field shows what is in it. */
const wrapper = new RegExp(String.raw`^(\s*<(h[1-6]|p|div|ul|ol)${attributes}>)([\s\S]*)(<\/\2>\s*)$`)
const cells = new RegExp(String.raw`<(tr|td|th)\b${attributes}>|<\/(td|th)>`, 'g')

/** Splits a body into its blocks; undefined when it is made of something else than texts, buttons and lines one below the other. */
export function splitBody(source: string): Blocks | undefined {
  const blocks: Block[] = []
  let at = skip(source, 0)
  while (at < source.length) {
    start.lastIndex = at
    const [opening, tag, text, isEmpty] = start.exec(source) ?? []
    if (!opening || !tag) return undefined
    const from = at + opening.length
    if (isEmpty) {
      if (!lines.includes(tag)) return undefined
      blocks.push({ kind: 'line', slots: [] })
      at = skip(source, from)
      continue
    }
    const end = `</${tag}>`
    const to = source.indexOf(end, from)
    if (to < 0) return undefined
    const block = readBlock(tag, text ?? '', source.slice(from, to), from)
    if (!block) return undefined
    blocks.push(block)
    at = skip(source, to + end.length)
  }
  return blocks.some(({ slots }) => slots.length > 0) ? { source, blocks } : undefined
}

function skip(source: string, at: number): number {
  between.lastIndex = at
  return at + (between.exec(source)?.[0].length ?? 0)
}

function readBlock(tag: string, attributeText: string, inner: string, at: number): Block | undefined {
  if (tag === 'mj-button') {
    const href = attributeOf(attributeText, 'href')
    return { kind: 'button', slots: [slotOf(inner, at)], ...(href && { href }) }
  }
  if (lines.includes(tag)) return { kind: 'line', slots: [] }
  if (tag !== 'mj-text') return undefined
  if (/<table\b/.test(inner)) {
    const slots = cellsOf(inner, at)
    return { kind: 'table', slots: slots.length > 0 ? slots : [slotOf(inner, at)] }
  }
  return { kind: kindOf(attributeOf(attributeText, 'mj-class'), inner), slots: [slotOf(inner, at)] }
}

const attributeOf = (text: string, name: string) =>
  new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(text)?.slice(1).find(Boolean)

function kindOf(mjClass: string | undefined, inner: string): BlockKind {
  if (mjClass === 'title') return 'title'
  if (mjClass === 'quiet') return 'small'
  if (mjClass === 'link') return 'link'
  if (/^\s*<div class="said"/.test(inner)) return 'quotation'
  return /<[uo]l\b/.test(inner) ? 'list' : 'text'
}

/** What is said, without the one element around it and without the line breaks of the source at either end. */
function slotOf(inner: string, at: number): Slot {
  const [, opening, name, said] = wrapper.exec(inner) ?? []
  if (opening !== undefined && said !== undefined && !said.includes(`</${name}>`)) {
    const from = at + opening.length
    return { from, to: from + said.length }
  }
  const from = at + /^\s*/.exec(inner)![0].length
  return { from, to: Math.max(from, at + inner.trimEnd().length) }
}

function cellsOf(inner: string, at: number): Slot[] {
  const slots: Slot[] = []
  let row = 0
  let cell = 0
  let from: number | undefined
  for (const match of inner.matchAll(cells)) {
    if (match[1] === 'tr') [row, cell] = [row + 1, 0]
    else if (match[1]) from = match.index + match[0].length
    else if (from !== undefined) {
      slots.push({ from: at + from, to: at + match.index, row, cell: ++cell })
      from = undefined
    }
  }
  return slots
}

/** Puts a text into a slot. The blocks keep their shape whatever is typed, so that no field goes while somebody types in it. */
export function editSlot({ source, blocks }: Blocks, slot: Slot, text: string): Blocks {
  const longer = text.length - (slot.to - slot.from)
  const shift = (one: Slot): Slot => {
    if (one.from === slot.from && one.to === slot.to) return { ...one, to: one.to + longer }
    return one.from >= slot.to ? { ...one, from: one.from + longer, to: one.to + longer } : one
  }
  return {
    source: source.slice(0, slot.from) + text + source.slice(slot.to),
    blocks: blocks.map((block) => ({ ...block, slots: block.slots.map(shift) })),
  }
}

/** From where to where a line (from 1) of a text goes, without its break. */
export function lineRange(text: string, line: number): { from: number; to: number } {
  const all = text.split('\n')
  const at = Math.min(Math.max(line, 1), all.length) - 1
  const from = all.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0)
  return { from, to: from + all[at]!.length }
}

/** The one slot that has something on a line; undefined when none has, or several. */
export function slotOnLine({ source, blocks }: Blocks, line: number): Slot | undefined {
  const { from, to } = lineRange(source, line)
  const found = blocks.flatMap(({ slots }) => slots).filter((slot) => slot.from <= to && slot.to >= from)
  return found.length === 1 ? found[0] : undefined
}
