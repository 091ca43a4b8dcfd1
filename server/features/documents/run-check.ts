// Checks uploads in threads of their own, so that the server answers meanwhile, and survives what is meant to stop it.
import { once } from 'node:events'
import { totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { CheckOutcome } from './check-worker.ts'
import { sentences } from './sentences.ts'

const secondsMax = 60
const endMsMax = 5_000

/**
 * What of a machine's memory in bytes goes to checking. Measured: 10 MB of YAML need about 700 MB to be read. Each thread takes
 * a core too; the others wait their turn.
 */
export function threadLimits(memory: number): { megabytesMax: number; atOnce: number } {
  const third = Math.floor(memory / 3 / (1 << 20))
  return { megabytesMax: Math.min(1_536, Math.max(256, third)), atOnce: memory < 4 * 2 ** 30 ? 1 : 2 }
}
const { megabytesMax, atOnce } = threadLimits(Math.min(process.constrainedMemory() || Infinity, totalmem()))

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
  // It may run out of memory while it is being ended, too: an error that nobody listens to would end the whole server.
  worker.on('error', () => {})
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
    // Of a thread that does not come to its end nobody waits for it.
    await Promise.race([worker.terminate(), sleep(endMsMax, undefined, { ref: false })])
  }
}
