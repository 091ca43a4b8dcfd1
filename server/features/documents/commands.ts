// Keeping what was uploaded. Rows of both tables never change; what no product uses is removed by the hourly tidy-up.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { refuse } from '#server/refusals.ts'
import type { CheckedDocument } from './check-document.ts'
import { readPicture } from './read-picture.ts'
import { pictureBytesMax, pictureSideMax, type DocumentFacts, type OperationRow, type PictureFacts } from './schema.ts'

/** Of the operations so much is searched: ten thousand of them must not make one product slow for all. */
const searchLengthMax = 200_000

/** Keeps a document that was checked, with its operations. */
export async function addDocument(tx: Tx, actor: Actor, checked: CheckedDocument): Promise<DocumentFacts> {
  const { source, format, openapi, title, apiVersion, operations } = checked
  const byteCount = Buffer.byteLength(source)
  const texts = operations.map(searchTextOf)
  const [added] = await tx<{ id: string }[]>`
    insert into documents (source, format, byte_count, openapi, title, api_version, search_text, uploaded_by)
    values (${source}, ${format}, ${byteCount}, ${openapi}, ${title}, ${apiVersion},
            ${texts.join(' ').slice(0, searchLengthMax).toWellFormed()}, ${actor.accountId})
    returning id`
  const { id } = added!
  const column = <K extends keyof OperationRow>(key: K) => operations.map((operation) => operation[key])
  await tx`
    insert into document_operations (document_id, position, method, path, operation_id, summary, tag, is_deprecated, search_text)
    select ${id}, * from unnest(${column('position')}::int[], ${column('method')}::text[], ${column('path')}::text[],
      ${column('operationId')}::text[], ${column('summary')}::text[], ${column('tag')}::text[],
      ${column('isDeprecated').map(String)}::text[]::boolean[], ${texts}::text[])`
  const facts = { openapi, title, apiVersion, format, byteCount, operationCount: operations.length }
  await recordAudit(tx, actor.accountId, 'document.uploaded', { kind: 'document', id }, facts)
  return { id, ...facts }
}

const searchTextOf = ({ method, path, operationId, summary, tag }: OperationRow): string =>
  [method, path, operationId, summary, tag].filter(Boolean).join(' ').toLowerCase()

/** Keeps a picture. @throws PICTURE_TOO_LARGE, PICTURE_UNKNOWN */
export async function addPicture(tx: Tx, actor: Actor, bytes: Buffer): Promise<PictureFacts> {
  if (bytes.length > pictureBytesMax) refuse('PICTURE_TOO_LARGE')
  const picture = readPicture(bytes)
  if (!picture) return refuse('PICTURE_UNKNOWN')
  const { mediaType, width, height } = picture
  if (Math.max(width, height) > pictureSideMax) refuse('PICTURE_TOO_LARGE')
  const [added] = await tx<{ id: string }[]>`
    insert into pictures (bytes, media_type, width, height, uploaded_by)
    values (${bytes}, ${mediaType}, ${width}, ${height}, ${actor.accountId}) returning id`
  const { id } = added!
  await recordAudit(tx, actor.accountId, 'picture.uploaded', { kind: 'picture', id }, { mediaType, width, height })
  return { id, width, height }
}
