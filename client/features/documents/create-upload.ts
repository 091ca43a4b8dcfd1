// One upload at a time: how far it is, why it failed, and taking it back.
import { createSignal, onCleanup } from 'solid-js'
import { UploadError, type UploadProgress } from '#client/lib/upload.ts'
import { productWords } from '#client/words/products.ts'

const words = productWords.document

export function createUpload<I, T>(send: (input: I, progress: UploadProgress) => Promise<T>) {
  const [share, setShare] = createSignal<number>()
  const [failure, setFailure] = createSignal<string>()
  let under: AbortController | undefined
  const cancel = () => {
    under?.abort()
    under = undefined
    setShare(undefined)
  }
  onCleanup(cancel)

  /** Sends it in place of one that is on its way. Undefined: it failed, or was cancelled or overtaken. */
  async function start(input: I): Promise<T | undefined> {
    cancel()
    const mine = new AbortController()
    under = mine
    setFailure(undefined)
    setShare(0)
    try {
      const answer = await send(input, {
        onProgress: (sent) => under === mine && setShare(sent),
        signal: mine.signal,
      })
      return under === mine ? answer : undefined
    } catch (error) {
      if (under !== mine) return undefined
      if (!(error instanceof UploadError)) throw error
      setFailure(error.isOffline ? words.offline : (error.sentence ?? words.failed))
      return undefined
    } finally {
      if (under === mine) cancel()
    }
  }

  return {
    /** The share that has been sent, 0 to 1; undefined when nothing is on its way. */
    share,
    failure,
    fail: setFailure,
    start,
    cancel,
  }
}
