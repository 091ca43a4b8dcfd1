// The template syntax of our mails: {{fact}}, {{#each list}} … {{/each}}, {{#if fact}} … {{else}} … {{/if}}, and nothing else.
// It knows neither HTML nor mail: how a value is written is the caller's business.

export type Facts = Record<string, unknown>

/** Fills the template in one pass: what a value contains is never read as template again. */
export type Template = (facts: Facts, write: (value: string) => string) => string

const tag = /\{\{(.*?)\}\}/s

/**
 * Parses a template.
 *
 * @throws Error when a block is not closed, or a tag is none of ours
 */
export function parseTemplate(source: string): Template {
  // Odd places hold what stood between the braces.
  const pieces = source.split(tag)
  let at = 0

  function parseUntil(...ends: string[]): { parts: Template[]; end: string | undefined } {
    const parts: Template[] = []
    while (at < pieces.length) {
      const piece = pieces[at]!
      if (at++ % 2 === 0) parts.push(() => piece)
      else if (ends.includes(piece)) return { parts, end: piece }
      else parts.push(parseTag(piece))
    }
    if (ends.length > 0) throw new Error(`{{${ends.at(-1)}}} is missing`)
    return { parts, end: undefined }
  }

  function parseTag(text: string): Template {
    const [, block, name] = /^(#each |#if )?([a-z]\w*)$/i.exec(text) ?? []
    if (!name || name === 'else') throw new Error(`{{${text}}} stands where it means nothing`)
    if (block === '#each ') {
      const inner = join(parseUntil('/each').parts)
      return (facts, write) =>
        listOf(facts, name)
          .map((row) => inner({ ...facts, ...row }, write))
          .join('')
    }
    if (block === '#if ') {
      const { parts, end } = parseUntil('else', '/if')
      const yes = join(parts)
      const no = join(end === 'else' ? parseUntil('/if').parts : [])
      return (facts, write) => (valueOf(facts, name) ? yes : no)(facts, write)
    }
    return (facts, write) => write(wordOf(facts, name))
  }

  return join(parseUntil().parts)
}

const join =
  (parts: Template[]): Template =>
  (facts, write) =>
    parts.map((part) => part(facts, write)).join('')

// Own properties only: {{constructor}} is an unknown fact like any other.
function valueOf(facts: Facts, name: string): unknown {
  if (!Object.hasOwn(facts, name)) throw new Error(`the mail has no fact "${name}"`)
  return facts[name]
}

function wordOf(facts: Facts, name: string): string {
  const value = valueOf(facts, name)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new Error(`the fact "${name}" cannot be written`)
}

function listOf(facts: Facts, name: string): Facts[] {
  const value = valueOf(facts, name)
  if (Array.isArray(value)) return value
  throw new Error(`the fact "${name}" is no list`)
}
