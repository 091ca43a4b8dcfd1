// From the sources of a mail to templates that only have to be filled.
import { defaultAccent } from './accent.ts'
import { compilers, type Lane } from './compile.ts'
import { factsOf } from './fact-list.ts'
import { placeFacts } from './place-facts.ts'
import { sentences } from './sentences.ts'
import { parseTemplate, type Template } from './template.ts'
import type { LayoutSource, TemplateName, WordingSource } from './wording.ts'

export interface BuiltMail {
  subject: Template
  preview: Template
  why: Template
  text: Template
  html: Template
}

export interface BuildProblem {
  /** whose line it is; from 1 */
  of: 'body' | 'layout'
  line: number
  sentence: string
}

const bodyTag = '{{> body}}'

/**
 * Builds a mail out of its wording and the layout around it. What MJML has to say is in `problems`, by line.
 *
 * @throws Error when a template cannot be read, or the HTML is not fit to be filled
 */
export async function buildMail(
  name: TemplateName,
  wording: WordingSource,
  layout: LayoutSource,
  lane: Lane,
  secondsLimit?: number,
): Promise<BuiltMail | { problems: BuildProblem[] }> {
  const compiled = await compilers[lane](
    layout.body.replace(bodyTag, () => wording.body),
    secondsLimit,
  )
  if ('tooMuch' in compiled) return { problems: [{ of: 'body', line: 1, sentence: sentences.tooSlow }] }
  if (compiled.errors.length > 0) {
    const findLine = lineFinder(wording.body, layout.body)
    const problems = compiled.errors.map(({ line, tagName, message }) => ({
      ...findLine(line),
      sentence: tagName ? sentences.mjml(tagName, message) : sentences.mjmlFailed(message),
    }))
    return { problems }
  }
  return {
    subject: parseTemplate(wording.subject),
    preview: parseTemplate(wording.preview),
    why: parseTemplate(wording.why),
    text: parseTemplate(layout.text.replace(bodyTag, () => wording.text) + '\n'),
    html: readHtml(name, compiled),
  }
}

/** What was read, as long as what it was compiled to is kept: reading takes longer than filling. */
const known = new WeakMap<object, Map<TemplateName, Template>>()

function readHtml(name: TemplateName, compiled: { html: string }): Template {
  const byName = known.get(compiled) ?? new Map<TemplateName, Template>()
  known.set(compiled, byName)
  const template = byName.get(name) ?? parseTemplate(markAccent(placeFacts(compiled.html, factsOf(name))))
  byName.set(name, template)
  return template
}

/** The accent is the portal's wherever the default stood, in the layout's styles and in those of a body. */
function markAccent(html: string): string {
  return html
    .replace(new RegExp(defaultAccent.light, 'gi'), '{{light}}')
    .replace(new RegExp(defaultAccent.dark, 'gi'), '{{dark}}')
}

/** Finds whose line one of the whole is. */
function lineFinder(body: string, layout: string): (line: number) => Omit<BuildProblem, 'sentence'> {
  const before = layout.slice(0, layout.indexOf(bodyTag)).split('\n').length - 1
  const lines = body.split('\n').length
  return (line) =>
    line > before && line <= before + lines
      ? { of: 'body', line: line - before }
      : { of: 'layout', line: Math.max(1, line <= before ? line : line - lines + 1) }
}
