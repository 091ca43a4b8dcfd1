// What a press on a fact writes where the caret stands. Pure.
import type { FactInfo, WordingField } from '#emails/wording.ts'

interface Insertion {
  text: string
  /** where the caret is then, counted from its beginning */
  caret: number
}

/** `before` is what stands in front of the caret; what was selected is kept inside of a condition, a list or a link. */
export function insertionOf(fact: FactInfo, field: WordingField, before: string, selected: string): Insertion {
  if (fact.kind === 'condition') return around(`{{#if ${fact.name}}}`, selected, '{{/if}}')
  if (fact.kind === 'list') {
    const [first] = fact.entries ?? []
    return around(`{{#each ${fact.name}}}`, selected || (first ? `{{${first.name}}}` : ''), '{{/each}}')
  }
  const tag = `{{${fact.name}}}`
  const isBare = fact.kind !== 'link' || field !== 'body' || /=\s*["']$/.test(before) || /<a\b[^<]*$/.test(before)
  if (isBare) return { text: tag, caret: tag.length }
  const link = `<a class="text-link" href="${tag}">${selected || tag}</a>`
  return { text: link, caret: link.length }
}

function around(opening: string, inner: string, closing: string): Insertion {
  return { text: opening + inner + closing, caret: opening.length + inner.length }
}
