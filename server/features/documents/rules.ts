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

/** Keys below which a document holds data of its own (an example, a default) instead of its description. */
const dataKeys = new Set(['example', 'examples', 'default', 'enum', 'const', 'value'])
/** Keys whose children are named by the document's author, so that `default` among them is just a name. */
const nameMaps = new Set(['properties', 'patternProperties', 'schemas', 'examples', 'responses', '$defs'])

/** Whether what is under `key` is data; `parentKey` is the key of the object that has it. */
export function holdsData(key: string, parentKey: string): boolean {
  if (parentKey === 'responses' && key === 'default') return false
  return !nameMaps.has(parentKey) && (dataKeys.has(key) || key.startsWith('x-'))
}
