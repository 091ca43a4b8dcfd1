// Walks a whole document once, without recursion: how deep it is, and what its references lead to.
import { toPointer, isObject, placeOf, type Place as Kind } from './rules.ts'
import type { Problem } from './schema.ts'
import { sentences } from './sentences.ts'

/** What is walked later recurses; a description of an API is nowhere near. */
const levelsMax = 200
const partsMax = 2_000_000
/** Each mistake below such a key would repeat it. */
const keyLengthMax = 1_000

type Found = Omit<Problem, 'line'>

interface Place {
  value: unknown
  key: string
  above: Place | undefined
  level: number
  kind: Kind
}

/** Finds references out of the document, to nowhere and in circles; `isUnbearable`: nothing else should look at it. */
export function findBadReferences(document: Record<string, unknown>): { problems: Found[]; isUnbearable: boolean } {
  const problems: Found[] = []
  const anchors = new Set<string>()
  const named: { place: Place; target: string }[] = []
  const report = (place: Place, sentence: string) =>
    problems.push({ severity: 'error', pointer: pointerOf(place), sentence })

  const waiting: Place[] = [{ value: document, key: '', above: undefined, level: 0, kind: 'description' }]
  for (let parts = 0; waiting.length > 0; parts++) {
    const place = waiting.pop()!
    const { value, key, above, level, kind } = place
    if (level > levelsMax) return { problems: [tooMuch(place, sentences.tooDeep(levelsMax))], isUnbearable: true }
    if (parts > partsMax) return { problems: [tooMuch(undefined, sentences.tooManyParts)], isUnbearable: true }
    if (typeof value === 'object' && value !== null) {
      const isList = Array.isArray(value)
      for (const [name, inner] of Object.entries(value)) {
        if (name.length > keyLengthMax)
          return { problems: [tooMuch(place, sentences.longKey(keyLengthMax))], isUnbearable: true }
        const below = isList ? kind : placeOf(name, inner, kind)
        waiting.push({ value: inner, key: isList ? key : name, above: place, level: level + 1, kind: below })
      }
    } else if (typeof value === 'string') {
      if (key === '$ref' && isObject(above?.value)) {
        if (!value.startsWith('#')) report(place, sentences.externalReference(value.slice(0, 200)))
        else if (kind !== 'data') named.push({ place, target: value })
      } else if (key === '$anchor' || key === '$dynamicAnchor') anchors.add(`#${value}`)
    }
  }

  for (const { place, target } of named) {
    const shown = target.slice(0, 200)
    const end = follow(document, target, anchors)
    if (end === 'nowhere') report(place, sentences.brokenReference(shown))
    if (end === 'circle') report(place, sentences.circularReference(shown))
  }
  return { problems, isUnbearable: false }
}

const tooMuch = (place: Place | undefined, sentence: string): Found => ({
  severity: 'error',
  // Its line would have to be looked for as deep.
  pointer: place ? pointerOf(place).split('/').slice(0, 6).join('/') : '',
  sentence,
})

/** Follows a reference to what it describes, through others if need be. */
function follow(document: unknown, target: string, anchors: Set<string>): 'there' | 'nowhere' | 'circle' {
  const seen = new Set<string>()
  for (let next: unknown = target; typeof next === 'string' && next.startsWith('#');) {
    if (seen.has(next)) return 'circle'
    seen.add(next)
    if (next !== '#' && !next.startsWith('#/')) return anchors.has(next) ? 'there' : 'nowhere'
    const found = resolve(document, next)
    if (found === undefined) return 'nowhere'
    next = isObject(found) ? found.$ref : undefined
  }
  return 'there'
}

function resolve(document: unknown, target: string): unknown {
  let decoded = target
  try {
    decoded = decodeURIComponent(target)
  } catch {
    // A bare percent sign is no encoding.
  }
  let value = document
  for (const part of decoded.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

function pointerOf(place: Place): string {
  const keys: string[] = []
  for (let at: Place = place; at.above; at = at.above) {
    const { value } = at.above
    keys.push(Array.isArray(value) ? String(value.indexOf(at.value)) : at.key)
  }
  return toPointer(keys.reverse())
}
