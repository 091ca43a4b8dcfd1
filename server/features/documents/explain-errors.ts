// The validator's errors, one for every branch it has tried, into the few that a person can mend.
import { keysOf, toPointer } from './rules.ts'
import type { Problem } from './schema.ts'
import { sentences } from './sentences.ts'

/** What we read of an ajv error. */
export interface SchemaError {
  keyword: string
  instancePath: string
  schemaPath: string
  params: Record<string, unknown>
  message?: string
}

type Found = Omit<Problem, 'line'>

const branching = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not', 'dependentSchemas', 'unevaluatedItems'])
const isExtra = ({ keyword }: SchemaError) => keyword === 'unevaluatedProperties' || keyword === 'additionalProperties'

/** Says what is wrong with a document that does not match the schema of its version, each thing once. */
export function explainErrors(errors: readonly SchemaError[], valueAt: (pointer: string) => unknown): Found[] {
  const relevant = withoutOtherBranches(errors.filter((error) => !isReferenceBranch(error, valueAt)))
  const isBroken = pathsWithin(relevant.filter((error) => !branching.has(error.keyword) && !isExtra(error)))
  const isOdd = pathsWithin(relevant.filter((error) => !branching.has(error.keyword)))
  // A key is "unevaluated" only because the branch that knows it has failed for the reason that is listed.
  const kept = relevant.filter((error) => {
    if (branching.has(error.keyword)) return !isOdd(error.instancePath)
    return !(error.keyword === 'unevaluatedProperties' && isBroken(error.instancePath))
  })
  return merge(kept, (pointer) => nameOf(pointer, valueAt))
}

/** Where something can be written out or be a reference, it is not a reference unless it says so. */
function isReferenceBranch({ keyword, params, instancePath }: SchemaError, valueAt: (pointer: string) => unknown) {
  if (params.missingProperty === '$ref') return true
  const isReference = typeof (valueAt(instancePath) as { $ref?: unknown } | null | undefined)?.$ref === 'string'
  return isReference && (keyword === 'required' || (keyword === 'additionalProperties' && isExtraOfReference(params)))
}
const isExtraOfReference = (params: Record<string, unknown>) => params.additionalProperty === '$ref'

/** Of several forms (the four kinds of security scheme), keeps the errors of the one that the value means to be. */
function withoutOtherBranches(errors: SchemaError[]): SchemaError[] {
  const definitionOf = ({ schemaPath }: SchemaError) => /^#\/(?:definitions|\$defs)\/[^/]+/.exec(schemaPath)?.[0] ?? ''
  const dropped = new Set<SchemaError>()
  const at = Map.groupBy(errors, ({ instancePath }) => instancePath)
  const below = Map.groupBy(errors, ({ instancePath }) => parentOf(instancePath))
  for (const [path, choices] of Map.groupBy(
    errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf'),
    ({ instancePath }) => instancePath,
  )) {
    const near = [...(at.get(path) ?? []), ...(below.get(path) ?? [])].filter((error) => !choices.includes(error))
    const forms = [...Map.groupBy(near, definitionOf).values()]
    const isOther = (form: SchemaError[]) =>
      form.some(({ keyword, instancePath }) => (keyword === 'enum' || keyword === 'const') && instancePath !== path)
    if (forms.some((form) => !isOther(form) && form.some((error) => !branching.has(error.keyword))))
      for (const form of forms) if (isOther(form)) for (const error of form) dropped.add(error)
    if (forms.length > 0 && forms.every(isOther))
      for (const form of forms)
        for (const error of form) if (error.keyword !== 'enum' && error.keyword !== 'const') dropped.add(error)
  }
  return errors.filter((error) => !dropped.has(error))
}

const parentOf = (pointer: string) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')))

/** Answers whether one of the errors is at a place or below it. */
function pathsWithin(errors: SchemaError[]): (path: string) => boolean {
  const above = new Set<string>()
  for (const { instancePath } of errors) {
    let path = instancePath
    while (!above.has(path)) {
      above.add(path)
      if (path === '') break
      path = parentOf(path)
    }
  }
  return (path) => above.has(path)
}

function merge(errors: SchemaError[], name: (pointer: string) => string): Found[] {
  const found = new Map<string, Found>()
  const choices = Map.groupBy(
    errors.filter(({ keyword }) => keyword === 'enum' || keyword === 'const'),
    ({ instancePath }) => instancePath,
  )
  for (const error of errors) {
    const allowed = choices
      .get(error.instancePath)
      ?.flatMap(({ params }) => (params.allowedValues as unknown[] | undefined) ?? [params.allowedValue])
    const one = explain(error, name(error.instancePath), [...new Set(allowed)])
    const key = `${one.pointer} ${one.sentence}`
    if (!found.has(key)) found.set(key, one)
  }
  return [...found.values()]
}

function explain({ keyword, instancePath, params, message }: SchemaError, where: string, allowed: unknown[]): Found {
  const at = (sentence: string, key?: unknown): Found => ({
    severity: 'error',
    pointer: key === undefined ? instancePath : instancePath + toPointer([String(key)]),
    sentence,
  })
  switch (keyword) {
    case 'required':
      return at(sentences.missing(where, String(params.missingProperty)))
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = params.additionalProperty ?? params.unevaluatedProperty
      return at(sentences.unknownKey(where, String(key)), key)
    }
    case 'enum':
    case 'const':
      return at(sentences.notOneOf(where, allowed))
    case 'type':
      return at(sentences.wrongType(where, String(params.type)))
    case 'format':
      return at(sentences.wrongFormat(where, String(params.format)))
    case 'pattern':
      return at(sentences.wrongText(where))
    default:
      return at(branching.has(keyword) ? sentences.noForm(where) : sentences.other(where, message ?? keyword))
  }
}

/** Names a place for people, who count from one: `GET /pets › parameters › 1`. */
function nameOf(pointer: string, valueAt: (pointer: string) => unknown): string {
  const keys = keysOf(pointer)
  if (keys.length === 0) return 'The document'
  const parts = keys.map((key, n) =>
    Array.isArray(valueAt(toPointer(keys.slice(0, n)))) ? String(Number(key) + 1) : key,
  )
  if (keys[0] !== 'paths' || keys.length < 2) return parts.join(' › ')
  const isOperation = /^(get|put|post|delete|options|head|patch|trace)$/.test(keys[2] ?? '')
  const [, , method = '', ...rest] = parts
  const path = keys[1]!
  return isOperation ? [`${method.toUpperCase()} ${path}`, ...rest].join(' › ') : [path, ...parts.slice(2)].join(' › ')
}
