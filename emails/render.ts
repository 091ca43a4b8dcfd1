// From a mail's name and facts to its subject, HTML and text. Reads the template files once; otherwise pure.
import { accentFrom } from './accent.ts'
import { buildMail, type BuiltMail } from './build.ts'
import type { Lane } from './compile.ts'
import { toLine } from './facts.ts'
import { readDefault, readDefaultLayout } from './sources.ts'
import type { Facts } from './template.ts'
import { templates, type FactsOf, type TemplateName } from './templates.ts'
import type { LayoutSource, WordingProblem, WordingSource } from './wording.ts'

export interface Brand {
  portalName: string
  /** #rrggbb; made readable where it is too light or too dark */
  accent?: string
  /** the mail shows `cid:logo`, which its sender attaches */
  hasLogo?: boolean
}

/** What stands in place of what Gatehouse brings; null and undefined: nothing does. */
export interface CustomWording {
  wording?: WordingSource | null
  layout?: LayoutSource | null
}

/** A custom wording or layout that cannot be rendered. */
export class WordingError extends Error {
  readonly problems: WordingProblem[]
  constructor(problems: WordingProblem[], options?: ErrorOptions) {
    super(problems.map(({ field, line, sentence }) => `${field}, line ${line}: ${sentence}`).join('\n'), options)
    this.problems = problems
  }
}

export interface RenderedMail {
  subject: string
  /** what the inbox shows behind the subject */
  preview: string
  html: string
  text: string
}

/** A mail has some 40 kB; what is ten times that is not read by anybody. */
export const charactersMax = 400_000

/**
 * Renders a mail in which every fact is only ever text: no markup, no template tag, no second line in the subject.
 *
 * @throws ZodError when a fact is missing, of the wrong type, or a link that is not http(s)
 * @throws WordingError when `custom` cannot be rendered, or grows too big
 */
export async function renderMail<N extends TemplateName>(
  name: N,
  facts: FactsOf<N>,
  brand: Brand,
  custom: CustomWording = {},
  lane: Lane = 'mails',
): Promise<RenderedMail> {
  const said = factsFor(name, facts, brand)
  if (!custom.wording && !custom.layout) return fillMail(await build(name, {}, lane), said, Infinity)
  try {
    return fillMail(await build(name, custom, lane), said, charactersMax)
  } catch (error) {
    if (error instanceof WordingError) throw error
    const problem = { field: 'body', line: 1, severity: 'error', sentence: (error as Error).message } as const
    throw new WordingError([problem], { cause: error })
  }
}

/** Everything that a mail and its layout may state. */
export function factsFor<N extends TemplateName>(name: N, facts: FactsOf<N>, brand: Brand): Facts {
  const portalName = toLine(brand.portalName, 60)
  const ofLayout = { portalName, hasLogo: brand.hasLogo ?? false, initial: initialOf(portalName) }
  return { ...templates[name].parse(facts), ...ofLayout, ...accentFrom(brand.accent) }
}

async function build(name: TemplateName, { wording, layout }: CustomWording, lane: Lane): Promise<BuiltMail> {
  const [said, around] = [wording ?? (await readDefault(name)), layout ?? (await readDefaultLayout())]
  const built = await buildMail(name, said, around, lane)
  if (!('problems' in built)) return built
  throw new WordingError(
    built.problems.map(({ line, sentence }) => ({ field: 'body', line, severity: 'error', sentence })),
  )
}

/**
 * Fills what was built.
 *
 * @throws TooLongError when one of its parts has more than `most` characters
 */
export function fillMail(mail: BuiltMail, said: Facts, most: number): RenderedMail {
  const lineOf = (sentence: 'subject' | 'preview' | 'why') => toLine(mail[sentence](said, String, most), 200)
  const lines = { subject: lineOf('subject'), preview: lineOf('preview'), why: lineOf('why') }
  // They are written without markup first; in the HTML they are facts like any other.
  const all = { ...said, ...lines }
  return {
    subject: lines.subject,
    preview: lines.preview,
    html: mail.html(all, writeHtml, most),
    text: mail.text(all, writeText, most),
  }
}

const htmlEscapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br />',
}

// Safe between tags and in quoted attributes; only paragraphs have line breaks, and they stand between tags.
const writeHtml = (value: string) => value.replace(/[&<>"'\n]/g, (character) => htmlEscapes[character]!)

// Only quoted paragraphs have line breaks; each line stays a quotation, so that none can pass for ours.
const writeText = (value: string) => value.replaceAll('\n', '\n> ')

/** The first character as a reader counts them, so that an emoji or a letter with its accent stays whole. */
function initialOf(portalName: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(portalName)
  return (first?.segment ?? '').toUpperCase()
}
