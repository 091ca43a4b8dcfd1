// Sending files: over XMLHttpRequest, which alone tells how far an upload is.
import type { DocumentReport, PictureFacts } from '#server/features/documents/schema.ts'

export interface UploadProgress {
  /** Called with the share that has been sent, 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Why an upload came to nothing: the server's sentence, undefined when it had none or was not reached. */
export class UploadError extends Error {
  readonly sentence: string | undefined
  readonly isOffline: boolean

  constructor(sentence: string | undefined, isOffline = false) {
    super(sentence ?? 'upload failed')
    this.sentence = sentence
    this.isOffline = isOffline
  }
}

/** Uploads an OpenAPI document. @throws UploadError; AbortError when it was cancelled */
export const uploadDocument = (source: string, progress: UploadProgress): Promise<DocumentReport> =>
  send('/uploads/documents', { source }, progress)

/** Uploads a picture. @throws as `uploadDocument` */
export async function uploadPicture(file: Blob, progress: UploadProgress): Promise<PictureFacts> {
  return send('/uploads/pictures', { base64: await toBase64(file) }, progress)
}

function toBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(new UploadError(undefined))
    reader.readAsDataURL(file)
  })
}

function send<T>(address: string, body: object, { onProgress, signal }: UploadProgress): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    signal.addEventListener('abort', abort)
    request.open('POST', address)
    request.setRequestHeader('content-type', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress(loaded / total)
    }
    request.onload = () => {
      const answer = request.response as (T & { sentence?: string }) | null
      if (request.status >= 200 && request.status < 300 && answer) resolve(answer)
      else reject(new UploadError(answer?.sentence))
    }
    request.onerror = () => reject(new UploadError(undefined, true))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onloadend = () => signal.removeEventListener('abort', abort)
    if (signal.aborted) return abort()
    request.send(JSON.stringify(body))
  })
}
