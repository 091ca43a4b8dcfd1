import { isObject, yamlOptions } from '#server/features/documents/rules.ts'
import { cleanDocument } from './clean-document.ts'

export interface LoadedDocument {
  title: string
  /** as Scalar gets it: without what would load or lead elsewhere */
  content: Record<string, unknown>
}

/** Fetches the document of an API; undefined when there is none that the person may see. */
export async function loadDocument(apiId: string): Promise<LoadedDocument | undefined> {
  const answer = await fetch(`/documents/${encodeURIComponent(apiId)}`)
  if (answer.status === 404) return undefined
  const baseUrl = answer.headers.get('x-base-url')
  if (!answer.ok || !baseUrl) throw new Error(`The document was answered with ${answer.status}.`)
  const isYaml = answer.headers.get('content-type')?.includes('yaml')
  const document = isYaml ? await parseYaml(await answer.text()) : ((await answer.json()) as unknown)
  if (!isObject(document)) throw new Error('The document is no object.')
  const title = isObject(document.info) ? document.info.title : undefined
  return { title: typeof title === 'string' ? title : '', content: cleanDocument(document, baseUrl) }
}

async function parseYaml(source: string): Promise<unknown> {
  const { parse } = await import('yaml')
  return parse(source, { ...yamlOptions, uniqueKeys: false })
}
