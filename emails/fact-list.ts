// What each mail may state, read off its schema and its sample facts.
import type { z } from 'zod'
import { link } from './facts.ts'
import { sampleFacts } from './samples.ts'
import { shapeOf, templates } from './templates.ts'
import type { FactInfo, TemplateName } from './wording.ts'

/** In the order in which an author looks for them. */
const kinds: FactInfo['kind'][] = ['text', 'number', 'link', 'condition', 'list']

/** What a layout may state. Subject, preview line and reason are those of the mail that it stands around. */
export const layoutFacts: FactInfo[] = [
  { name: 'portalName', kind: 'text', sample: 'Polder APIs' },
  { name: 'initial', kind: 'text', sample: 'P' },
  { name: 'hasLogo', kind: 'condition', sample: '' },
  { name: 'subject', kind: 'text', sample: 'Confirm your address for Polder APIs' },
  { name: 'preview', kind: 'text', sample: 'One press, and we know that this address is yours.' },
  { name: 'why', kind: 'text', sample: 'You get this mail because you registered at Polder APIs.' },
]

const known = new Map<TemplateName, FactInfo[]>()

/** What a mail may state, as its author writes it between {{ and }}. */
export function factsOf(name: TemplateName): FactInfo[] {
  const before = known.get(name)
  if (before) return before
  const facts = describe(shapeOf(name), templates[name].parse(sampleFacts[name]))
  known.set(name, facts)
  return facts
}

/** The schema tells a link from a text, the values show also what was derived. */
function describe(schema: z.ZodObject, values: Record<string, unknown>): FactInfo[] {
  return Object.entries(values)
    .map(([name, value]): FactInfo => {
      const field = schema.shape[name]
      if (Array.isArray(value)) {
        const entry = (field as z.ZodArray<z.ZodObject>).element
        return { name, kind: 'list', sample: '', entries: describe(entry, value[0]) }
      }
      if (typeof value === 'boolean') return { name, kind: 'condition', sample: '' }
      const kind = typeof value === 'number' ? 'number' : field === link ? 'link' : 'text'
      return { name, kind, sample: String(value) }
    })
    .sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
}
