// Runs MJML in threads of its own, with limits to their time and memory: the server answers meanwhile, and outlives any source. What
// comes back is read in the server's thread.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export type CompiledMjml =
  | {
      html: string
      /** in strict mode; `line` counts from 1, 0: nobody knows where */
      errors: { line: number; tagName: string; message: string }[]
    }
  /** out of time, memory or stack */
  | { tooMuch: true }

/** A mail takes MJML 20 to 90 ms; a machine that is busy, or slow, takes longer. */
const secondsMax = 10
const megabytesMax = 256
/** The thread holds some 60 MB, and takes half a second to begin: it stays while somebody writes, or mails go out. */
const idleSeconds = 60

/** About 50 kB each: the mails that Gatehouse brings and what was published; or the last that were tried. */
const keptMax = 100

/** Who waits: a mail that is to be sent never waits for what authors try, nor do they push out what is kept for it. */
export type Lane = 'mails' | 'authors'

/** Compiles MJML to HTML, in turn; the same source always to the same HTML. */
type Compile = (source: string, secondsLimit?: number) => Promise<CompiledMjml>

export const compilers: Record<Lane, Compile> = { mails: createCompiler(), authors: createCompiler() }

function createCompiler(): Compile {
  const runOnce = createThread()
  const kept = new Map<string, CompiledMjml>()
  let last: Promise<unknown> = Promise.resolve()

  async function compile(source: string, secondsLimit: number): Promise<CompiledMjml> {
    // A thread that ended by itself was killed from outside: a second one may finish what it could not.
    const outcome = (await runOnce(source, secondsLimit)) ?? (await runOnce(source, secondsLimit))
    if (!outcome) throw new Error('the thread that runs MJML ends again and again')
    // What took too long may have met a busy machine; it is tried again.
    if ('tooMuch' in outcome) return outcome
    kept.set(source, outcome)
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!)
    return outcome
  }

  return (source, secondsLimit = secondsMax) => {
    const known = kept.get(source)
    if (known) {
      // The one that was used last is forgotten last.
      kept.delete(source)
      kept.set(source, known)
      return Promise.resolve(known)
    }
    const compiling = last.then(() => kept.get(source) ?? compile(source, secondsLimit))
    last = compiling.catch(() => {})
    return compiling
  }
}

/** What runs one source after the other; undefined: the thread has ended meanwhile. */
function createThread(): (source: string, secondsLimit: number) => Promise<CompiledMjml | undefined> {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  /** Waits for what the thread has to say. */
  let hear: (outcome: CompiledMjml | undefined) => void = () => {}

  /** Waits until MJML is loaded, so that its time does not count as that of a source. Undefined: it has ended before. */
  async function start(): Promise<Worker | undefined> {
    const worker = new Worker(new URL('compile-worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: megabytesMax, maxYoungGenerationSizeMb: 32 },
    })
    // An error before it is ready is thrown to whoever has something to compile.
    const isReady = await Promise.race([
      once(worker, 'message').then(() => true),
      once(worker, 'exit').then(() => false),
    ])
    if (!isReady) return undefined
    // One that was ended says so later, when another works already.
    const tell = (outcome: CompiledMjml | undefined) => void (worker === thread && hear(outcome))
    return worker
      .on('message', tell)
      .on('error', () => tell({ tooMuch: true }))
      .on('exit', () => {
        tell(undefined)
        if (worker === thread) thread = undefined
      })
  }

  /** Nobody waits for its end: a thread that works on and on may take its time. */
  function end(): void {
    void thread?.terminate()
    thread = undefined
  }

  return async (source, secondsLimit) => {
    clearTimeout(idle)
    const worker = (thread ??= await start())
    if (!worker) return undefined
    // Only while it works does it keep the process going.
    worker.ref()
    const answer = new Promise<CompiledMjml | undefined>((resolve) => (hear = resolve))
    // One more turn of the loop: if the whole machine stood still, the answer is there already.
    const late = setTimeout(() => setImmediate(hear, { tooMuch: true }), secondsLimit * 1_000)
    worker.postMessage(source)
    const outcome = await answer
    clearTimeout(late)
    worker.unref()
    if (!outcome || 'tooMuch' in outcome) end()
    else idle = setTimeout(end, idleSeconds * 1_000).unref()
    return outcome
  }
}
