// One run of the Postgres server process, from spawn to exit; who starts it again is not decided here.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { cannotSpawn, postgresEnvironment } from './cluster.ts'
import type { Place } from './place.ts'
import { type EmbeddedLog, EmbeddedError } from './refusal.ts'

const READY = 'database system is ready to accept connections'

/** Given on the command line, so that they hold for old clusters too; who wants to tune has a server of their own. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  cluster_name: 'gatehouse',
  // Our pools hold about 10 each; the rest is for a person who looks in. More cost memory and snapshots get slower.
  max_connections: '100',
  // Small beside Node on a small machine; what does not fit is in the page cache anyway.
  shared_buffers: '128MB',
  // Statements here take milliseconds: compiling them costs more than it saves, and parallel workers want more shared
  // memory than the 64 MB that a container has by default.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Failed statements are the application's to report; Postgres would write their values, people's data, into the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '',
  logging_collector: 'off',
}

export type Settings = Record<string, string>

export interface Run {
  pid: number
  /** Resolves when the server process is gone. */
  exited: Promise<void>
  stop(): Promise<void>
  /** Asks for an orderly end and waits for nothing: for the last moment of this process. */
  interrupt(): void
}

/** Why a start failed, as Postgres said it. */
export class StartFailed extends Error {
  override name = 'StartFailed'
}

/**
 * Resolves once the server accepts connections, and leaves no process behind when it does not.
 *
 * @param onSpawn  is told the run at once, for a stop while it still recovers
 * @throws StartFailed with the server's last words
 */
export async function startPostmaster(
  program: string,
  { cluster, account }: Place,
  port: number,
  settings: Settings,
  log: EmbeddedLog,
  onSpawn: (run: Run) => void,
): Promise<void> {
  const options = Object.entries({ ...SETTINGS, ...settings, port: String(port) })
  const args = ['-D', cluster, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // A session of its own: Ctrl-C goes to the whole process group of a terminal, and the database must outlive the drain.
  const child = spawn(program, args, {
    ...account,
    cwd: cluster,
    env: postgresEnvironment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit').then(() => undefined)
  const failure = exited.catch((error: unknown) => cannotSpawn(error as NodeJS.ErrnoException, account))
  if (child.pid === undefined) throw (await failure) ?? new EmbeddedError('The embedded Postgres cannot be run.')
  onSpawn({ pid: child.pid, exited, stop: () => stop(child, exited, log), interrupt: () => child.kill('SIGINT') })

  let lastWords = ''
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stderr!).on('line', (line) => {
      if (line.includes(READY)) resolve()
      else if (line.startsWith('FATAL:') || line.startsWith('HINT:')) lastWords += `${line} `
      report(line, log)
    })
    const fail = () =>
      reject(new StartFailed(lastWords.trim() || `it ended with ${child.signalCode ?? child.exitCode}`))
    child.once('close', fail)
    // Leftover children of a killed server hold its output open, so its close alone may be long in coming.
    child.once('exit', () => setTimeout(fail, 200))
  })
}

/** Postgres' words for an orderly shutdown: fast ends sessions, immediate ends processes and recovers at the next start. */
async function stop(child: ChildProcess, exited: Promise<void>, log: EmbeddedLog): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    child.kill(signal)
    const patience = new AbortController()
    const gone = await Promise.race([
      exited.then(() => true),
      sleep(waitMs, false, { signal: patience.signal }).catch(() => false),
    ])
    patience.abort()
    if (gone) return
    log.warn(`Postgres (process ${child.pid}) did not stop within ${waitMs / 1000} s of ${signal}`)
  }
}

const ORDERLY = /administrator command|is starting up|is shutting down|in recovery mode|not yet accepting/

function report(line: string, log: EmbeddedLog): void {
  if (ORDERLY.test(line)) return
  if (/^(FATAL|PANIC):/.test(line) || line.includes('was terminated by signal')) log.warn(`postgres: ${line}`)
}
