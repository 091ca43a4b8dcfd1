// Reading uploaded documents and pictures, each only through a product that the reader sees.
import type { Db } from '#db/database.ts'
import { productOpenTo, type Viewer } from '#server/features/catalogues/visible.ts'
import type { DocumentFacts, OperationRow } from './schema.ts'

export type StoredDocument = DocumentFacts

/** The columns that `toDocumentFacts` reads, for whoever joins documents. */
export const documentColumns = (db: Db) => db`
  documents.id, openapi, title, api_version, format, byte_count,
  (select count(*)::int from document_operations where document_id = documents.id) as operation_count`

export function toDocumentFacts(stored: StoredDocument): DocumentFacts {
  const { id, openapi, title, apiVersion, format, byteCount, operationCount } = stored
  return { id, openapi, title, apiVersion, format, byteCount, operationCount }
}

/** Finds the document of an API as it was uploaded, and where that API is called. */
export async function findDocument(
  db: Db,
  viewer: Viewer,
  apiId: string,
): Promise<{ source: string; format: 'json' | 'yaml'; apiName: string; baseUrl: string } | undefined> {
  const [found] = await db<{ source: string; format: 'json' | 'yaml'; apiName: string; baseUrl: string }[]>`
    select source, format, product_apis.name as api_name, base_url
      from product_apis
      join products on products.id = product_id
      join documents on documents.id = document_id
     where product_apis.id = ${apiId} and ${productOpenTo(db, viewer)}`
  return found
}

/** Finds the base URLs of the product of an API that has a document. */
export async function findBaseUrls(db: Db, viewer: Viewer, apiId: string): Promise<string[] | undefined> {
  const [found] = await db<{ baseUrls: string[] }[]>`
    select (select array_agg(base_url order by position) from product_apis where product_id = products.id) as base_urls
      from product_apis join products on products.id = product_id
     where product_apis.id = ${apiId} and document_id is not null and ${productOpenTo(db, viewer)}`
  return found?.baseUrls
}

/** Lists the operations of an API in the order of its document; undefined when it is not the viewer's to see. */
export async function listOperations(db: Db, viewer: Viewer, apiId: string): Promise<OperationRow[] | undefined> {
  const [api] = await db<{ documentId: string | null }[]>`
    select document_id from product_apis join products on products.id = product_id
     where product_apis.id = ${apiId} and ${productOpenTo(db, viewer)}`
  if (!api) return undefined
  const rows = await db<OperationRow[]>`
    select position, method, path, operation_id, summary, tag, is_deprecated
      from document_operations where document_id = ${api.documentId} order by position`
  return [...rows]
}

/** Finds a picture; staff see those too that no product has yet. */
export async function findPicture(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<{ bytes: Buffer; mediaType: string } | undefined> {
  const [found] = await db<{ bytes: Buffer; mediaType: string }[]>`
    select bytes, media_type from pictures
     where id = ${id}
       ${viewer.as === 'staff' ? db`` : db`and exists (select 1 from products where picture_id = pictures.id and ${productOpenTo(db, viewer)})`}`
  return found
}
