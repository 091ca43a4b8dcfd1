// Whether a wording can be published. Everything that is wrong is found at once, as far as one mistake does not hide another.
import { buildMail, type BuiltMail } from './build.ts'
import { checkFacts, type Use } from './check-facts.ts'
import { checkMarkup } from './check-markup.ts'
import { factsOf, layoutFacts } from './fact-list.ts'
import { readMarkup } from './markup.ts'
import { charactersMax, fillMail, factsFor } from './render.ts'
import { emptyFacts, hostileFacts, longFacts, typedFacts } from './samples.ts'
import { sentences } from './sentences.ts'
import { readDefault, readDefaultLayout } from './sources.ts'
import { findTags, problemsMax, readTemplate, TooLongError, type TemplateProblem } from './template.ts'
import {
  wordingFields,
  type FactInfo,
  type LayoutSource,
  type TemplateName,
  type WordingField,
  type WordingProblem,
  type WordingSource,
} from './wording.ts'

/** While somebody waits. A mail takes a tenth of a second, on a busy machine many times that. */
const secondsMax = 5
/** Gmail cuts off what comes after. */
const clippedAt = 102 * 1024

/** Problems as they are found; a field's own in the order of its lines. */
class Findings {
  readonly problems: WordingProblem[] = []
  private readonly source: Partial<WordingSource>
  private readonly finders = new Map<WordingField, (at: number) => number>()

  constructor(source: Partial<WordingSource>) {
    this.source = source
  }

  /** The line of a place in a field, from 1. */
  lineAt(field: WordingField, at: number): number {
    const find = this.finders.get(field) ?? lineFinder(this.source[field] ?? '')
    this.finders.set(field, find)
    return find(at)
  }

  add(field: WordingField, line: number, sentence: string, severity: WordingProblem['severity'] = 'error'): void {
    const isKnown = this.problems.some(
      (known) => known.field === field && known.line === line && known.sentence === sentence,
    )
    if (!isKnown && !this.isFull) this.problems.push({ field, line, severity, sentence })
  }

  /** Those of one field, by their places in its source. */
  addAt(field: WordingField, problems: TemplateProblem[]): void {
    const first = problems.sort((one, other) => one.at - other.at).slice(0, problemsMax)
    for (const { at, sentence } of first) this.add(field, this.lineAt(field, at), sentence)
  }

  /** On lines of which nothing was said before: often it is the same mistake, seen from further away. */
  addElsewhere(field: WordingField, problems: TemplateProblem[]): void {
    const said = new Set(this.problems.filter((known) => known.field === field).map(({ line }) => line))
    this.addAt(
      field,
      problems.filter(({ at }) => !said.has(this.lineAt(field, at))),
    )
  }

  get isFull(): boolean {
    return this.problems.length === problemsMax
  }

  has(field: WordingField, line?: number): boolean {
    return this.problems.some((known) => known.field === field && (line === undefined || known.line === line))
  }

  sorted(): WordingProblem[] {
    return this.problems.sort(
      (one, other) => wordingFields.indexOf(one.field) - wordingFields.indexOf(other.field) || one.line - other.line,
    )
  }
}

/** Counts the lines of a source once, however many are asked for. */
function lineFinder(source: string): (at: number) => number {
  const ends = [...source.matchAll(/\n/g)].map(({ index }) => index)
  return (at) => {
    let [from, to] = [0, ends.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (ends[middle]! < at) from = middle + 1
      else to = middle
    }
    return from + 1
  }
}

/**
 * Finds what is wrong with the wording of a mail; what has no error can be published, and is a mail whatever its facts are. Null:
 * the layout that Gatehouse brings.
 */
export async function checkWording(
  name: TemplateName,
  source: WordingSource,
  layout: LayoutSource | null,
): Promise<WordingProblem[]> {
  const found = new Findings(source)
  const facts = factsOf(name)
  const uses = readFields(found, source, facts)
  found.addElsewhere('body', checkMarkup('body', source.body, uses.body, linksOf(facts)))
  checkLines(found, source)
  const standard = await readDefault(name)
  const around = layout ?? (await readDefaultLayout())
  const built = await build(found, name, source, around, 'body')
  if (built && found.problems.length === 0) tryFacts(found, name, built)
  warn(found, source, standard, uses, facts)
  return found.sorted()
}

/** Finds what is wrong with the layout around all mails. */
export async function checkLayout(source: LayoutSource): Promise<WordingProblem[]> {
  const found = new Findings(source)
  for (const field of ['body', 'text'] as const) {
    if (!source[field].trim()) found.add(field, 1, sentences.bodyOnce)
    const { parts, problems } = readTemplate(source[field].replaceAll('{{> body}}', '          '))
    const { uses, problems: wrong } = checkFacts(parts, layoutFacts)
    found.addAt(field, [...problems, ...wrong])
    if (field === 'body') found.addElsewhere(field, checkMarkup('layout', source.body, uses, []))
    checkPlaces(found, field, source[field])
  }
  const name = 'registration-approved'
  const built = await build(found, name, await readDefault(name), source, 'layout')
  if (built && found.problems.length === 0) tryFacts(found, name, built)
  return found.sorted()
}

/** The mail and the reason for it stand in a layout exactly once, whatever is so. */
function checkPlaces(found: Findings, field: 'body' | 'text', source: string): void {
  const tags = findTags(source)
  for (const [text, once, place] of [
    ['> body', sentences.bodyOnce, field === 'body' ? sentences.bodyPlace : sentences.bodyTextPlace],
    ['why', sentences.whyOnce, sentences.whyPlace],
  ] as const) {
    const these = tags.filter((tag) => tag.text === text)
    if (these.length === 0) found.add(field, 1, once)
    for (const { at } of these.slice(1)) found.add(field, found.lineAt(field, at), once)
    let depth = 0
    for (const tag of tags) {
      if (tag.kind === 'if' || tag.kind === 'each') depth++
      else if (tag.kind === '/if' || tag.kind === '/each') depth--
      else if (tag.text === text && depth > 0) found.add(field, found.lineAt(field, tag.at), place)
    }
  }
}

function readFields(found: Findings, source: WordingSource, facts: FactInfo[]): Record<WordingField, Use[]> {
  const read = (field: WordingField) => {
    const { parts, problems } = readTemplate(source[field])
    const { uses, problems: unknown } = checkFacts(parts, facts)
    // A subject is kept and shown to staff, and each of these is cut off when it grows: no place for a link that opens something.
    const links = field === 'body' ? [] : uses.filter(({ fact }) => fact.kind === 'link')
    const misplaced = links.flatMap(({ at, fact: { name } }) => {
      if (field !== 'text') return { at, sentence: sentences.linkInLine(name) }
      return standsApart(source.text, at, name) ? [] : { at, sentence: sentences.linkNotApart(name) }
    })
    found.addAt(field, [...problems, ...unknown, ...misplaced])
    return uses
  }
  return {
    subject: read('subject'),
    preview: read('preview'),
    body: read('body'),
    text: read('text'),
    why: read('why'),
  }
}

/** Whether a mail program finds both ends of a link among the words. */
function standsApart(text: string, at: number, name: string): boolean {
  const end = at + `{{${name}}}`.length
  return /^[\s()<>,;]{0,2}$/.test(text.slice(Math.max(0, at - 1), at) + text.slice(end, end + 1))
}

function checkLines(found: Findings, source: WordingSource): void {
  for (const field of ['subject', 'body', 'text'] as const)
    if (!source[field].trim()) found.add(field, 1, sentences.empty[field])
  const subject = source.subject.trimEnd()
  if (subject.includes('\n'))
    found.add('subject', found.lineAt('subject', subject.indexOf('\n') + 1), sentences.subjectLines)
}

/** What MJML has to say, about lines of which nothing was said before. */
async function build(
  found: Findings,
  name: TemplateName,
  wording: WordingSource,
  layout: LayoutSource,
  of: 'body' | 'layout',
): Promise<BuiltMail | undefined> {
  if (found.isFull) return undefined
  try {
    const built = await buildMail(name, wording, layout, 'authors', secondsMax)
    if (!('problems' in built)) return built
    for (const problem of built.problems) {
      const isOwn = problem.of === of
      // What is wrong in the other source counts only if nothing here explains it.
      if (isOwn ? !found.has('body', problem.line) : !found.has('body'))
        found.add('body', isOwn ? problem.line : 1, problem.sentence)
    }
  } catch (error) {
    if (!found.has('body')) found.add('body', 1, (error as Error).message)
  }
  return undefined
}

/** Fills the mail with facts that are empty, long, and typed by somebody who means no good. */
function tryFacts(found: Findings, name: TemplateName, built: BuiltMail): void {
  try {
    const fill = (facts: object, portalName: string) =>
      fillMail(built, factsFor(name, facts as never, { portalName, hasLogo: true }), charactersMax)
    const harmless = fill(typedFacts(name, 'x'), 'x')
    const hostile = fill(hostileFacts(name), 'Polder <b>APIs</b>')
    if (shapeOf(harmless.html) !== shapeOf(hostile.html)) found.add('body', 1, sentences.changedByFacts)
    if (!fill(emptyFacts(name), 'Polder APIs').subject) found.add('subject', 1, sentences.subjectCanBeEmpty)
    const bytes = Buffer.byteLength(fill(longFacts(name), 'Polder APIs').html)
    if (bytes > clippedAt) found.add('body', 1, sentences.clipped(Math.round(bytes / 1024)), 'warning')
  } catch (error) {
    const sentence = error instanceof TooLongError ? sentences.tooBig(charactersMax / 1000) : (error as Error).message
    found.add('body', 1, sentence)
  }
}

/** Every element with its attributes' names, and where it leads: what a fact must not be able to change. */
const shapeOf = (html: string) =>
  readMarkup(html)
    .filter(({ kind, name }) => kind === 'open' && name !== 'br')
    .map(({ name, attributes }) =>
      [
        name,
        ...attributes.map((attribute) => `${attribute.name}=${attribute.name === 'href' ? attribute.value : ''}`),
      ].join(' '),
    )
    .join('\n')

const linksOf = (facts: FactInfo[]): string[] =>
  facts.flatMap((fact) => (fact.kind === 'link' ? [fact.name] : linksOf(fact.entries ?? [])))

function warn(
  found: Findings,
  source: WordingSource,
  standard: WordingSource,
  uses: Record<WordingField, Use[]>,
  facts: FactInfo[],
): void {
  for (const field of ['preview', 'why'] as const)
    if (!source[field].trim()) found.add(field, 1, sentences.empty[field], 'warning')
  const links = linksOf(facts)
  const defaultUses = new Set(findTags(standard.body).map(({ name }) => name))
  const states = (field: WordingField, link: string) => uses[field].some(({ fact }) => fact.name === link)
  for (const link of links) {
    if (!states('body', link) && defaultUses.has(link)) found.add('body', 1, sentences.linkMissing(link), 'warning')
    if (states('body', link) && !states('text', link)) found.add('text', 1, sentences.linkNotInText(link), 'warning')
  }
  if (source.body !== standard.body && source.text === standard.text)
    found.add('text', 1, sentences.textUnchanged, 'warning')
}
