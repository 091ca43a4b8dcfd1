// The thread in which one upload is read and checked; server/features/documents/run-check.ts starts it and sets its limits.
import { parentPort, workerData } from 'node:worker_threads'
import { checkDocument, type Checked } from './check-document.ts'
import { documentBytesMax, uploadDocumentInput } from './schema.ts'

/** `tooLarge` and `malformed` are about the upload, not about the document in it. */
export type CheckOutcome = Checked | 'tooLarge' | 'malformed'

function check(body: Uint8Array): CheckOutcome {
  const input = uploadDocumentInput.safeParse(parse(body))
  if (!input.success) return 'malformed'
  const { source } = input.data
  return Buffer.byteLength(source) > documentBytesMax ? 'tooLarge' : checkDocument(source)
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

parentPort!.postMessage(check(workerData as Uint8Array))
