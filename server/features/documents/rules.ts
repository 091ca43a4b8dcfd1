// What server and viewer must agree on about a document: how YAML is read, and which operation has which number.

/** Few aliases and none that multiply; `<<` as people know it. */
export const yamlOptions = { merge: true, maxAliasCount: 100, prettyErrors: false, logLevel: 'silent' } as const

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface FoundOperation {
  /** lower case, as in the document */
  method: string
  path: string
  operation: Json
}

/** Lists the operations of a document in its order; the position of one in this list is its number everywhere. */
export function operationsOf(document: unknown): FoundOperation[] {
  const paths = isObject(document) && isObject(document.paths) ? document.paths : {}
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      methods.has(method) && isObject(operation) ? [{ method, path, operation }] : [],
    ),
  )
}

/**
 * What an object or list in a document is: a description with OpenAPI's own keys; `names`, whose keys the author chose, of
 * descriptions; `namesOfNames`; or data of its own (an example, a default). Only the way to a place tells: `default` is a name
 * among responses, and data in a schema.
 */
export type Place = 'description' | 'names' | 'namesOfNames' | 'data'

const dataKeys = new Set(['example', 'default', 'enum', 'const', 'value'])
const nameKeys = new Set(
  `paths webhooks pathItems schemas responses parameters examples requestBodies headers securitySchemes links content encoding
   properties patternProperties dependentSchemas dependencies $defs definitions`.split(/\s+/),
)

/** What is under `key` of an object that is `around`; the parts of a list are what the list is. */
export function placeOf(key: string, value: unknown, around: Place): Place {
  if (around === 'data') return 'data'
  if (around === 'namesOfNames') return 'names'
  if (around === 'names') return 'description'
  if (Array.isArray(value) && nameKeys.has(key)) return key === 'examples' ? 'data' : 'description'
  if (key === 'callbacks') return 'namesOfNames'
  if (nameKeys.has(key)) return 'names'
  return dataKeys.has(key) || key.startsWith('x-') ? 'data' : 'description'
}

/** The keys of a JSON pointer (RFC 6901), and back. */
export const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

export const toPointer = (keys: string[]): string =>
  keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
