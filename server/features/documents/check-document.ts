// Reads an OpenAPI document and says what is wrong with it. Runs in a thread of its own: whoever writes a document decides how
// long this takes. Nothing is ever fetched; a document that needs more than itself is refused.
import { Validator } from '@seriousme/openapi-schema-validator'
import { isReadable } from '#server/readable.ts'
import { explainErrors, type SchemaError } from './explain-errors.ts'
import { findBadReferences } from './find-references.ts'
import { readSource } from './read-source.ts'
import { keysOf, toPointer, isObject, operationsOf } from './rules.ts'
import type { OperationRow, Problem } from './schema.ts'
import { sentences } from './sentences.ts'

const problemsMax = 100
const operationsMax = 10_000
/** What a document repeats in its report: its own names, at every mistake. */
const sentenceLengthMax = 500
const pointerLengthMax = 1_000

/** What is stored of a document that has no errors. */
export interface CheckedDocument {
  source: string
  format: 'json' | 'yaml'
  openapi: string
  title: string
  apiVersion: string
  operations: OperationRow[]
}

export interface Checked {
  document: CheckedDocument | null
  problems: Problem[]
  problemCount: number
}

type Found = Omit<Problem, 'line'>

export function checkDocument(source: string): Checked {
  const checked = check(source)
  return { ...checked, problems: checked.problems.map(shorten) }
}

function shorten(problem: Problem): Problem {
  const { pointer, sentence } = problem
  const shown = sentence.length > sentenceLengthMax ? `${clip(sentence, sentenceLengthMax - 1)}…` : sentence
  // Half a key would name another place.
  const isLong = pointer.length > pointerLengthMax
  const named = isLong ? pointer.slice(0, pointer.lastIndexOf('/', pointerLengthMax)) : pointer
  return { ...problem, pointer: named, sentence: shown }
}

function check(source: string): Checked {
  if (!isReadable(source)) return refused([{ ...whole(sentences.unreadableCharacters), line: unreadableLine(source) }])
  const read = readSource(source)
  if (Array.isArray(read)) return refused(read)
  const { format, value, linesOf } = read
  const locate = (found: Found[]): Problem[] => {
    const listed = found.slice(0, problemsMax)
    if (listed.length === 0) return []
    const lines = linesOf(listed.map(({ pointer }) => pointer))
    return listed.map((one) => ({ ...one, line: lines.get(one.pointer) ?? null }))
  }

  const version = readVersion(value)
  if (typeof version !== 'string') return refused(locate([version]), 1)
  const document = value as Record<string, unknown>
  const tooMuch = findBadReferences(document)
  if (tooMuch.isUnbearable) return refused(locate(tooMuch.problems))

  const errors = [...checkSchema(document, version), ...tooMuch.problems]
  const operations = operationsOf(document)
  if (operations.length > operationsMax)
    errors.push(whole(sentences.tooManyOperations(operations.length, operationsMax), '/paths'))
  const rows = operations.map(toRow)
  const { title, apiVersion } = readInfo(document)
  if (!isReadable([rows, title, apiVersion])) errors.push(whole(sentences.unreadableCharacters))

  const found = [...errors, ...findOddities(operations)]
  const problems = locate(found)
  if (errors.length > 0) return refused(problems, found.length)
  const stored = { source, format, openapi: version, title, apiVersion, operations: rows }
  return { document: stored, problems, problemCount: found.length }
}

const whole = (sentence: string, pointer = ''): Found => ({ severity: 'error', pointer, sentence })

const refused = (problems: Problem[], problemCount = problems.length): Checked => ({
  document: null,
  problems: problems.slice(0, problemsMax),
  problemCount,
})

function unreadableLine(source: string): number | null {
  const at = source.split('\n').findIndex((line) => !isReadable(line))
  return at < 0 ? null : at + 1
}

/** The version of OpenAPI, or why there is none that we read. */
function readVersion(value: unknown): string | Found {
  if (!isObject(value)) return whole(sentences.notAnObject)
  const { openapi, swagger } = value
  if (openapi === undefined) return whole(swagger === undefined ? sentences.noVersion : sentences.swagger)
  if (typeof openapi !== 'string') return whole(sentences.versionNotText, '/openapi')
  if (/^3\.[01]\.\d+$/.test(openapi)) return openapi
  return whole(
    /^3\.[01]$/.test(openapi) ? sentences.versionNotText : sentences.wrongVersion(clip(openapi, 20)),
    '/openapi',
  )
}

/** Its own validate() would take some texts for the name of a file; the compiled schema only looks. */
const validator = new Validator({ allErrors: true, strict: false }) as unknown as {
  getAjvValidator(version: string): { (value: unknown): boolean; errors?: SchemaError[] | null }
}

function checkSchema(document: Record<string, unknown>, version: string): Found[] {
  const matches = validator.getAjvValidator(version.slice(0, 3))
  if (matches(document)) return []
  return explainErrors(matches.errors ?? [], (pointer) => valueAt(document, keysOf(pointer)))
}

function valueAt(document: unknown, keys: string[]): unknown {
  return keys.reduce((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], document)
}

function findOddities(operations: ReturnType<typeof operationsOf>): Found[] {
  const warn = (sentence: string, pointer: string): Found => ({ severity: 'warning', pointer, sentence })
  if (operations.length === 0) return [warn(sentences.noOperations, '/paths')]
  const seen = new Set<unknown>()
  return operations.flatMap(({ path, method, operation: { operationId } }) => {
    if (typeof operationId !== 'string' || !seen.has(operationId)) return (seen.add(operationId), [])
    return [warn(sentences.repeatedOperationId(operationId), toPointer(['paths', path, method, 'operationId']))]
  })
}

function readInfo({ info }: Record<string, unknown>): { title: string; apiVersion: string } {
  const { title, version } = isObject(info) ? info : {}
  return { title: line(title, 200), apiVersion: line(version, 100) }
}

function toRow({ method, path, operation }: ReturnType<typeof operationsOf>[number], position: number): OperationRow {
  const { operationId, summary, tags, deprecated } = operation
  const tag: unknown = Array.isArray(tags) ? tags[0] : undefined
  return {
    position,
    method: method.toUpperCase(),
    path,
    operationId: line(operationId, 200) || null,
    summary: line(summary, 300),
    tag: line(tag, 100) || null,
    isDeprecated: deprecated === true,
  }
}

/** Takes a text as one line; a half of a surrogate pair that the cut leaves is taken away too. */
const line = (value: unknown, lengthMax: number): string =>
  typeof value === 'string' ? clip(value.replace(/\s+/g, ' ').trim(), lengthMax) : ''
const clip = (text: string, lengthMax: number) =>
  text.length > lengthMax ? text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, '') : text
