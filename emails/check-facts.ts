// Which facts a template states, and whether the mail has them.
import { sentences } from './sentences.ts'
import { problemsMax, type Part, type TemplateProblem } from './template.ts'
import type { FactInfo } from './wording.ts'

export interface Use {
  at: number
  fact: FactInfo
}

/** A list of 20 within another makes 400. */
const listsDeepMax = 2

/** Finds the facts that are written (not only asked for), and those that are not there or are something else. */
export function checkFacts(parts: Part[], facts: FactInfo[]): { uses: Use[]; problems: TemplateProblem[] } {
  const uses: Use[] = []
  const problems: TemplateProblem[] = []

  function find(name: string, at: number, scope: FactInfo[]): FactInfo | undefined {
    const fact = scope.find((known) => known.name === name)
    // To find what was meant takes longer than all the rest.
    if (!fact && problems.length < problemsMax) problems.push({ at, sentence: explainUnknown(name, scope, facts) })
    return fact
  }

  function walk(within: Part[], scope: FactInfo[], lists: number): void {
    for (const part of within) {
      if (part.kind === 'words') continue
      const { at, name } = part
      const fact = find(name, at, scope)
      if (part.kind === 'fact') {
        if (fact?.kind === 'condition') problems.push({ at, sentence: sentences.isCondition(name) })
        else if (fact?.kind === 'list') problems.push({ at, sentence: sentences.isList(name) })
        else if (fact) uses.push({ at, fact })
      } else if (part.kind === 'if') {
        walk(part.yes, scope, lists)
        walk(part.no, scope, lists)
      } else {
        if (fact && fact.kind !== 'list') problems.push({ at, sentence: sentences.notAList(name) })
        // Of a list that is not there nobody knows what its entries state.
        if (lists === listsDeepMax) problems.push({ at, sentence: sentences.listsTooDeep(listsDeepMax) })
        else if (fact?.entries) walk(part.inner, [...fact.entries, ...scope], lists + 1)
      }
    }
  }

  walk(parts, facts, 0)
  return { uses, problems }
}

function explainUnknown(name: string, scope: FactInfo[], facts: FactInfo[]): string {
  const list = facts.find(({ entries }) => entries?.some((entry) => entry.name === name))
  if (list) return sentences.outsideOfList(name, list.name)
  const [nearest] = scope
    .map((fact) => ({ name: fact.name, distance: distanceOf(name.toLowerCase(), fact.name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance)
  const isNear = nearest && nearest.distance <= Math.max(2, name.length / 3)
  return sentences.unknownFact(name, isNear ? nearest.name : undefined)
}

/** How many characters have to be changed, added or left out to get from one word to the other (Levenshtein). */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 10) return Infinity
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}
