import { keysOf } from './rules.ts'

/** A place that is looked for, and those in it. */
interface Wanted {
  pointers: string[]
  within: Map<string, Wanted>
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:\n]/g

/** Finds the lines of places in a text that is valid JSON, in one pass; of a place that is not there, the nearest around it. */
export function findLines(text: string, pointers: string[]): Map<string, number> {
  const lines = new Map<string, number>()
  const open: { node: Wanted | undefined; isList: boolean; count: number }[] = []
  const arrive = (node: Wanted | undefined, line: number) => {
    // Whatever is looked for in here is at least here.
    if (node) for (const pointer of pointersIn(node)) lines.set(pointer, line)
  }
  let next: Wanted | undefined = treeOf(pointers)
  let line = 1
  let isKey = false
  arrive(next, firstLine(text))
  for (const [sign] of text.matchAll(token)) {
    const around = open.at(-1)
    if (sign === '\n') line++
    else if (sign === '{' || sign === '[') {
      if (around?.isList) arrive((next = around.node?.within.get(String(around.count))), line)
      open.push({ node: next, isList: sign === '[', count: 0 })
      isKey = sign === '{'
    } else if (sign === '}' || sign === ']') open.pop()
    else if (sign === ',') {
      if (around?.isList) around.count++
      else isKey = true
    } else if (sign !== ':' && isKey) {
      next = around?.node && around.node.within.get(JSON.parse(sign) as string)
      arrive(next, line)
      isKey = false
    }
  }
  return lines
}

const firstLine = (text: string) => text.slice(0, text.search(/\S/)).split('\n').length

function treeOf(pointers: string[]): Wanted {
  const root: Wanted = { pointers: [], within: new Map() }
  for (const pointer of pointers) {
    let at = root
    for (const key of keysOf(pointer)) {
      const below = at.within.get(key) ?? { pointers: [], within: new Map<string, Wanted>() }
      at.within.set(key, below)
      at = below
    }
    at.pointers.push(pointer)
  }
  return root
}

function pointersIn({ pointers, within }: Wanted): string[] {
  return [...pointers, ...[...within.values()].flatMap(pointersIn)]
}
