// Checks uploads in threads of their own, so that the server answers meanwhile, and survives what is meant to stop it.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CheckOutcome } from './check-worker.ts'
import { sentences } from './sentences.ts'

const secondsMax = 60
/** Measured: 10 MB of YAML need about 700 MB to be read. */
const megabytesMax = 1_536
/** Each takes a core and memory; the others wait their turn. */
const atOnce = 2

let running = 0
const waiting: (() => void)[] = []

/** Out of time, of memory or of stack: what a document can do to its reader. Anything else is our mistake. */
function isTooMuch(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string }
  return name === 'AbortError' || name === 'RangeError' || code === 'ERR_WORKER_OUT_OF_MEMORY'
}

/** Checks the body of an upload as it came. Whatever stops the thread is a problem of the document. */
export async function runCheck(body: Uint8Array): Promise<CheckOutcome> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await runInThread(body)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function runInThread(body: Uint8Array): Promise<CheckOutcome> {
  const worker = new Worker(new URL('check-worker.ts', import.meta.url), {
    workerData: body,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytesMax, maxYoungGenerationSizeMb: 64 },
  })
  try {
    const [outcome] = (await once(worker, 'message', { signal: AbortSignal.timeout(secondsMax * 1_000) })) as [
      CheckOutcome,
    ]
    return outcome
  } catch (error) {
    if (!isTooMuch(error)) throw error
    const problem = { severity: 'error', line: null, pointer: '', sentence: sentences.tooMuchWork } as const
    return { document: null, problems: [problem], problemCount: 1 }
  } finally {
    await worker.terminate()
  }
}
