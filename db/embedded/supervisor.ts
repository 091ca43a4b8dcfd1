// Keeps one Postgres running on one port until it is told to stop.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'
import { type Run, type Settings, StartFailed, startPostmaster } from './postmaster.ts'
import { EmbeddedError, type EmbeddedLog } from './refusal.ts'

interface Orders {
  program: string
  place: Place
  port: number
  settings: Settings
  log: EmbeddedLog
}

interface Supervised {
  pid(): number | undefined
  stop(): Promise<void>
}

const BACKOFF_MS_MAX = 2_000

/**
 * Resolves once Postgres accepts connections; afterwards every unexpected end of it is logged and mended, on the same port.
 *
 * @throws EmbeddedError when even the first start fails
 */
export async function supervise({ program, place, port, settings, log }: Orders): Promise<Supervised> {
  const stopping = new AbortController()
  let current: Run | undefined

  const start = () =>
    startPostmaster(program, place, port, settings, log, (run) => {
      current = run
      void run.exited.then(() => (current = undefined))
    })

  /** Leftover backends of a killed server hold its shared memory until their statement ends; waiting is all one may do. */
  const startPatiently = async (attemptsMax: number): Promise<void> => {
    for (let attempt = 1; !stopping.signal.aborted; attempt++) {
      try {
        return await start()
      } catch (error) {
        if (stopping.signal.aborted) return
        if (attempt >= attemptsMax && !isOccupied(error)) throw error
        log.warn(`Postgres did not start (${(error as Error).message}); trying again`)
        await pause(Math.min(50 * 2 ** attempt, BACKOFF_MS_MAX))
      }
    }
  }
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {})

  const watch = async (): Promise<void> => {
    let pauseMs = 100
    for (;;) {
      const since = Date.now()
      await current?.exited
      if (stopping.signal.aborted) return
      log.error('Postgres ended unexpectedly; starting it again')
      await startPatiently(Infinity)
      if (current) log.info(`Postgres runs again (process ${current.pid})`)
      // Whatever killed it so soon may do it again.
      pauseMs = Date.now() - since > 10_000 ? 100 : Math.min(pauseMs * 2, BACKOFF_MS_MAX)
      await pause(pauseMs)
    }
  }

  try {
    await startPatiently(1)
  } catch (error) {
    throw error instanceof StartFailed
      ? new EmbeddedError(`The embedded Postgres does not start: ${error.message}`)
      : error
  }
  // Not an orderly stop, but an orderly end of the process without one (an uncaught error) leaves no orphan behind.
  const lastResort = () => current?.interrupt()
  process.once('exit', lastResort)
  const watching = watch()

  let stopped: Promise<void> | undefined
  return {
    pid: () => current?.pid,
    stop: () =>
      (stopped ??= (async () => {
        stopping.abort()
        await current?.stop()
        await watching
        process.off('exit', lastResort)
      })()),
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof StartFailed && error.message.includes('pre-existing shared memory block')
}
