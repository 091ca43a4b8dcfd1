// The sentences of the validation report. They are written where the document is checked, because that is in another thread
// and may end at any of them.

const list = (values: unknown[]) => values.map((value) => `“${String(value)}”`).join(', ')

export const sentences = {
  tooMuchWork: 'This document takes too long or too much memory to check. Look for nesting that repeats itself.',
  unreadable: (language: 'JSON' | 'YAML', why: string) => `This line cannot be read as ${language}: ${why}`,
  repeatedKey: (key: string) => `“${key}” is here twice.`,
  tooManyAliases: 'The YAML aliases of this document expand to far more than was written. Write the parts out instead.',
  unreadableCharacters: 'Remove the characters that cannot be read.',
  notAnObject: 'This is not an OpenAPI document. It must be an object that begins with “openapi”.',
  swagger: 'This is a Swagger 2.0 document. Convert it to OpenAPI 3.0 or 3.1, then upload it again.',
  noVersion: 'This is not an OpenAPI document: “openapi” with its version is missing, such as openapi: "3.1.0".',
  versionNotText: 'Write the version of OpenAPI as text with three numbers, such as "3.0.3".',
  wrongVersion: (version: string) => `OpenAPI ${version} is not supported. Use 3.0 or 3.1.`,
  tooDeep: (levels: number) => `This is nested more than ${levels} levels deep.`,
  tooManyParts: 'This document has more parts than can be shown. Split it into several APIs.',
  tooManyOperations: (count: number, most: number) =>
    `This document has ${count.toLocaleString('en')} operations. ${most.toLocaleString('en')} are the most; split it into several APIs.`,
  longKey: (most: number) => `A name in here is longer than ${most.toLocaleString('en')} characters. Shorten it.`,
  externalReference: (target: string) =>
    `“${target}” is outside of this document and is not fetched. Bundle everything into one file.`,
  brokenReference: (target: string) => `“${target}” leads nowhere in this document.`,
  circularReference: (target: string) => `“${target}” leads back to itself without describing anything.`,
  noOperations: 'There are no operations in this document, so there is nothing to call.',
  repeatedOperationId: (id: string) => `“${id}” is the operationId of more than one operation.`,

  missing: (where: string, key: string) => `${where}: “${key}” is missing.`,
  unknownKey: (where: string, key: string) => `${where}: “${key}” has no place here.`,
  notOneOf: (where: string, allowed: unknown[]) => `${where}: must be one of ${list(allowed)}.`,
  wrongType: (where: string, type: string) => `${where}: must be ${/^[aio]/.test(type) ? 'an' : 'a'} ${type}.`,
  wrongFormat: (where: string, format: string) => `${where}: is not a valid ${format}.`,
  wrongText: (where: string) => `${where}: is not written as OpenAPI asks for.`,
  noForm: (where: string) => `${where}: has none of the forms that OpenAPI knows for this place.`,
  other: (where: string, message: string) => `${where}: ${message}.`,
}
