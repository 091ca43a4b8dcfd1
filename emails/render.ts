// From a mail's name and facts to its subject, HTML and text. Reads the template files once; otherwise pure.
import { readFile } from 'node:fs/promises'
import { accentFrom, defaultAccent } from './accent.ts'
import { toLine } from './facts.ts'
import { parseTemplate, type Facts, type Template } from './template.ts'
import { templates, type FactsOf, type TemplateName } from './templates.ts'

export interface Brand {
  portalName: string
  /** #rrggbb; made readable where it is too light or too dark */
  accent?: string
}

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/**
 * Renders a mail in which every fact is only ever text: no markup, no template tag, no second line in the subject.
 *
 * @throws ZodError when a fact is missing, of the wrong type, or a link that is not http(s)
 */
export async function renderMail<N extends TemplateName>(
  name: N,
  facts: FactsOf<N>,
  brand: Brand,
): Promise<RenderedMail> {
  const portalName = toLine(brand.portalName, 60)
  const { light, dark } = accentFrom(brand.accent)
  const said: Facts = { ...templates[name].parse(facts), portalName, initial: initialOf(portalName), light, dark }
  const mail = await compiled(name)
  // These three are written without markup first; in the HTML they are facts like any other.
  for (const sentence of ['subject', 'preview', 'why'] as const)
    said[sentence] = toLine(mail[sentence](said, String), 200)
  return {
    subject: String(said.subject),
    html: mail.html(said, writeHtml),
    text: mail.text(said, writeText),
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

interface Compiled {
  subject: Template
  preview: Template
  why: Template
  text: Template
  html: Template
}

const cache = new Map<TemplateName, Promise<Compiled>>()

// MJML takes 20 to 90 ms a mail and its facts a fraction of one: it runs once a template, over the placeholders. This is also what keeps
// facts out of MJML's reach. A failed compilation is forgotten, so that one unreadable file does not stick.
function compiled(name: TemplateName): Promise<Compiled> {
  const known = cache.get(name)
  if (known) return known
  const fresh = compile(name)
  cache.set(name, fresh)
  fresh.catch(() => cache.delete(name))
  return fresh
}

async function compile(name: TemplateName): Promise<Compiled> {
  const read = async (path: string) => (await readFile(new URL(path, import.meta.url), 'utf8')).trimEnd()
  const [layout, layoutText, body, bodyText, subject, preview, why] = await Promise.all([
    read('layout.mjml'),
    read('layout.txt'),
    ...['body.mjml', 'body.txt', 'subject.txt', 'preview.txt', 'why.txt'].map((file) => read(`${name}/${file}`)),
  ])
  // Loaded here, because it takes half a second that only the first mail should pay.
  const { default: mjml } = await import('mjml')
  // No fonts: a mail loads nothing from elsewhere, which would tell a third party who reads it when.
  const { html } = await mjml(
    layout!.replace('{{> body}}', () => body!),
    {
      validationLevel: 'strict',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {},
    },
  )
  return {
    subject: parseTemplate(subject!),
    preview: parseTemplate(preview!),
    why: parseTemplate(why!),
    text: parseTemplate(layoutText!.replace('{{> body}}', () => bodyText!) + '\n'),
    html: parseTemplate(html.replaceAll(defaultAccent.light, '{{light}}').replaceAll(defaultAccent.dark, '{{dark}}')),
  }
}
