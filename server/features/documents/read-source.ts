// A source as text, JSON or YAML, into a value; and back from places in the value to the lines they were written in.
import { isAlias, isMap, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml'
import { findLines } from './json-lines.ts'
import { keysOf, yamlOptions } from './rules.ts'
import type { Problem } from './schema.ts'
import { sentences } from './sentences.ts'

interface Source {
  format: 'json' | 'yaml'
  value: unknown
  /** Finds the line in which each JSON pointer's place begins, or the nearest around it. */
  linesOf(pointers: string[]): Map<string, number>
}

/** Reads a source; what cannot be read comes back as problems. */
export function readSource(text: string): Source | Problem[] {
  return /^\uFEFF?\s*[{[]/.test(text) ? readJson(text.replace(/^\uFEFF/, '')) : readYaml(text)
}

const problem = (sentence: string, line: number | null): Problem => ({ severity: 'error', line, pointer: '', sentence })

function readJson(text: string): Source | Problem[] {
  try {
    const value: unknown = JSON.parse(text)
    return { format: 'json', value, linesOf: (pointers) => findLines(text, pointers) }
  } catch (error) {
    const { message } = error as Error
    const why = message.replace(/(, (\.{3})?".*)?( is not valid JSON| in JSON at position.*| of JSON input)$/s, '')
    return [problem(sentences.unreadable('JSON', why), stopOfJson(text, message))]
  }
}

/** The engine names the place of most mistakes; of a word that is out of place only the letters around it. */
function stopOfJson(text: string, message: string): number | null {
  const line = /\(line (\d+) column/.exec(message)?.[1]
  if (line) return Number(line)
  if (message.includes('end of JSON input')) return text.split('\n').length
  const [, word = '', around = ''] =
    /^Unexpected token '(.+?)', (?:\.{3})?"(.*)"(?:\.{3})? is not valid JSON$/s.exec(message) ?? []
  const at = text.indexOf(around)
  const isOnly = around !== '' && text.indexOf(around, at + 1) < 0
  return isOnly ? text.slice(0, at + around.indexOf(word, Math.min(10, around.length >> 1))).split('\n').length : null
}

function readYaml(text: string): Source | Problem[] {
  const counter = new LineCounter()
  // Its own look for keys that come twice takes the square of their number.
  const document = parseDocument(text, { ...yamlOptions, uniqueKeys: false, lineCounter: counter })
  const lineAt = (offset: number | undefined) => (offset === undefined ? null : counter.linePos(offset).line)
  const { errors } = document
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return [problem(sentences.tooMuchWork, null)]
  if (errors.length > 0)
    return errors.map(({ message, pos }) => problem(sentences.unreadable('YAML', message), lineAt(pos[0])))
  const repeated = findRepeatedKeys(document)
  if (repeated.length > 0)
    return repeated.map((key) => problem(sentences.repeatedKey(String(key.value)), lineAt(key.range?.[0])))
  try {
    const value: unknown = document.toJS({ maxAliasCount: yamlOptions.maxAliasCount })
    const lineOf = (pointer: string) => lineAt(offsetOf(document, pointer)) ?? 1
    return { format: 'yaml', value, linesOf: (pointers) => new Map(pointers.map((one) => [one, lineOf(one)])) }
  } catch {
    return [problem(sentences.tooManyAliases, null)]
  }
}

type Key = { value: unknown; range?: Node['range'] }

function findRepeatedKeys(document: Document): Key[] {
  const repeated: Key[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items as { key: Key | null }[]) {
        if (key && key.value !== '<<' && seen.has(key.value)) repeated.push(key)
        seen.add(key?.value)
      }
    },
  })
  return repeated
}

function offsetOf(document: Document, pointer: string): number | undefined {
  let node = document.contents as Node | null | undefined
  let offset = node?.range?.[0]
  for (const key of keysOf(pointer)) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find((item) => String((item.key as Key | null)?.value) === key)
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = node.items[Number(key)] as Node | undefined
      offset = node?.range?.[0] ?? offset
    } else break
  }
  return offset
}
