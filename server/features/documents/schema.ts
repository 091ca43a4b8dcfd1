// What comes of uploading an OpenAPI document or a picture. Both are files that never change: another upload is another one.
import { z } from 'zod'

export const documentBytesMax = 10 << 20
export const pictureBytesMax = 2 << 20
/** px */
export const pictureSideMax = 4096

/** What `POST /uploads/documents` takes. The source is JSON or YAML, as text. */
export const uploadDocumentInput = z.object({ source: z.string() })
/** What `POST /uploads/pictures` takes: a PNG, JPEG or WebP in base 64. */
export const uploadPictureInput = z.object({ base64: z.base64() })

/** One line of the validation report. An error keeps the document from being used, a warning does not. */
export interface Problem {
  severity: 'error' | 'warning'
  /** counted from 1; null when it is about the document as a whole */
  line: number | null
  /** where in the document, as a JSON pointer (RFC 6901) */
  pointer: string
  sentence: string
}

/** An uploaded document without its text. */
export interface DocumentFacts {
  id: string
  /** as the document says: "3.0.3" */
  openapi: string
  title: string
  apiVersion: string
  format: 'json' | 'yaml'
  byteCount: number
  operationCount: number
}

/** What an upload answers: null when there are errors. At most 100 problems, the first ones. */
export interface DocumentReport {
  document: DocumentFacts | null
  problems: Problem[]
  problemCount: number
}

export interface PictureFacts {
  id: string
  /** px */
  width: number
  height: number
}

/** One operation of the index that we show beside the viewer, in the order of the document. */
export interface OperationRow {
  position: number
  /** upper case: GET */
  method: string
  path: string
  operationId: string | null
  /** empty when the document has none */
  summary: string
  tag: string | null
  isDeprecated: boolean
}
