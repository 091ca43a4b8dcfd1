// The template language of our mails: {{fact}}, {{#each list}} … {{/each}}, {{#if fact}} … {{else}} … {{/if}}, in a layout also
// {{> body}}, and nothing else. It knows neither HTML nor mail: how a value is written is the caller's business.
import { sentences } from './sentences.ts'

export type Facts = Record<string, unknown>

/** What stands between {{ and }}; `at` and `end` are offsets in the source. */
export interface Tag {
  kind: 'fact' | 'each' | 'if' | 'else' | '/each' | '/if' | 'body' | 'unknown'
  /** of the fact; of other tags empty */
  name: string
  text: string
  at: number
  end: number
}

export type Part =
  | { kind: 'words'; words: string }
  | { kind: 'fact'; name: string; at: number }
  | { kind: 'each'; name: string; at: number; inner: Part[] }
  | { kind: 'if'; name: string; at: number; yes: Part[]; no: Part[] }

export interface TemplateProblem {
  at: number
  sentence: string
}

/** Fills the template in one pass: what a value contains is never read as template again. */
export type Template = (facts: Facts, write: (value: string) => string, charactersMax?: number) => string

/** A template that says more than `charactersMax`, or repeats itself as often without saying anything. */
export class TooLongError extends Error {}

/** More than these an author does not read. */
export const problemsMax = 50

const blocksDeepMax = 20

/** Finds the tags of a source in order. */
export function findTags(source: string): Tag[] {
  return [...source.matchAll(/\{\{([^{}]*)\}\}/g)].map(({ 0: whole, 1: text, index: at }) => {
    const place = { text: text!, at, end: at + whole.length }
    if (text === 'else' || text === '/each' || text === '/if') return { kind: text, name: '', ...place }
    if (text === '> body') return { kind: 'body', name: '', ...place }
    const [, block, name] = /^(#each |#if )?([a-z]\w*)$/i.exec(text!) ?? []
    if (!name) return { kind: 'unknown', name: '', ...place }
    return { kind: block === '#each ' ? 'each' : block === '#if ' ? 'if' : 'fact', name, ...place }
  })
}

interface Block {
  tag: Tag
  part: Extract<Part, { kind: 'each' | 'if' }>
  hasElse: boolean
}

/** Reads a source as far as it can be read, with everything about its tags that is wrong; the parts count only if nothing is. */
export function readTemplate(source: string): { parts: Part[]; problems: TemplateProblem[] } {
  const parts: Part[] = []
  const problems: TemplateProblem[] = []
  const open: Block[] = []
  let into = parts
  let from = 0

  const report = (at: number, sentence: string) => {
    if (problems.length < problemsMax) problems.push({ at, sentence })
  }
  function begin(tag: Tag, part: Block['part']): void {
    if (open.length === blocksDeepMax) report(tag.at, sentences.blocksTooDeep(blocksDeepMax))
    into.push(part)
    open.push({ tag, part, hasElse: false })
    into = part.kind === 'each' ? part.inner : part.yes
  }
  function turn(tag: Tag): void {
    const block = open.at(-1)
    if (block?.part.kind !== 'if' || block.hasElse) return report(tag.at, sentences.strayElse)
    block.hasElse = true
    into = block.part.no
  }
  function end(tag: Tag): void {
    const kind = tag.kind.slice(1)
    const begun = open.findLastIndex(({ part }) => part.kind === kind)
    if (begun < 0) return report(tag.at, sentences.strayEnd(tag.text))
    for (const { tag: left } of open.splice(begun + 1)) report(left.at, sentences.neverEnds(left.text))
    open.pop()
    const block = open.at(-1)
    into = !block
      ? parts
      : block.part.kind === 'each'
        ? block.part.inner
        : block.hasElse
          ? block.part.no
          : block.part.yes
  }

  function read(words: string, next?: Tag): void {
    const stray = words.indexOf('{{')
    if (stray >= 0) report(from + stray, sentences.strayBraces)
    else if (next && words.endsWith('{')) report(next.at - 1, sentences.threeBraces(next.text))
    if (words) into.push({ kind: 'words', words })
  }

  for (const tag of findTags(source)) {
    read(source.slice(from, tag.at), tag)
    from = tag.end
    const { kind, name, at } = tag
    if (kind === 'fact') into.push({ kind, name, at })
    else if (kind === 'each') begin(tag, { kind, name, at, inner: [] })
    else if (kind === 'if') begin(tag, { kind, name, at, yes: [], no: [] })
    else if (kind === 'else') turn(tag)
    else if (kind === '/each' || kind === '/if') end(tag)
    else report(at, kind === 'body' ? sentences.strayBody : sentences.unknownTag(tag.text))
  }
  read(source.slice(from))
  for (const { tag } of open) report(tag.at, sentences.neverEnds(tag.text))
  return { parts, problems: problems.sort((one, other) => one.at - other.at) }
}

/**
 * Parses a template.
 *
 * @throws Error when a block is not closed, or a tag is none of ours
 */
export function parseTemplate(source: string): Template {
  const { parts, problems } = readTemplate(source)
  if (problems[0]) throw new Error(problems[0].sentence)
  return (facts, write, charactersMax = Infinity) => {
    const written: string[] = []
    let room = charactersMax
    // What says nothing counts too: otherwise lists within lists would go round for ever.
    const put = (words: string) => {
      room -= words.length + 1
      if (room < 0) throw new TooLongError(`more than ${charactersMax} characters`)
      written.push(words)
    }
    fill(parts, facts, (value) => put(write(value)), put)
    return written.join('')
  }
}

function fill(parts: Part[], facts: Facts, write: (value: string) => void, put: (words: string) => void): void {
  for (const part of parts) {
    if (part.kind === 'words') put(part.words)
    else if (part.kind === 'fact') write(wordOf(facts, part.name))
    else if (part.kind === 'if') {
      put('')
      fill(isSaid(valueOf(facts, part.name)) ? part.yes : part.no, facts, write, put)
    } else
      for (const row of listOf(facts, part.name)) {
        put('')
        fill(part.inner, { ...facts, ...row }, write, put)
      }
  }
}

// Own properties only: {{constructor}} is an unknown fact like any other.
function valueOf(facts: Facts, name: string): unknown {
  if (!Object.hasOwn(facts, name)) throw new Error(`the mail has no fact "${name}"`)
  return facts[name]
}

/** An empty list is nothing to speak of either. */
const isSaid = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

function wordOf(facts: Facts, name: string): string {
  const value = valueOf(facts, name)
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new Error(`the fact "${name}" cannot be written`)
}

function listOf(facts: Facts, name: string): Facts[] {
  const value = valueOf(facts, name)
  if (Array.isArray(value)) return value
  throw new Error(`the fact "${name}" is no list`)
}
