// What the operating system tells about other processes. A bare pid proves nothing: numbers are given out again, in
// containers within minutes, and a killed process whose parent does not reap it still has one.
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Tells this process from every other that had or will have its pid; undefined when it does not run any more. */
export function processIdentity(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // Fields after the command, which itself may contain spaces and brackets; see proc_pid_stat(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startedTicks] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return undefined
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}/${startedTicks}`
}

/** The command line of a running process, its arguments joined by spaces; undefined when it does not run any more. */
export function commandLine(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=')
  if (processIdentity(pid) === undefined) return undefined
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim()
}

/** Resolves to true once the process is gone, to false when it outlives `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const identity = processIdentity(pid)
  const deadline = Date.now() + timeoutMs
  while (identity !== undefined && processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const env = { PATH: process.env.PATH, LC_ALL: 'C' }
    const options: ExecFileSyncOptionsWithStringEncoding = {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }
    if (
      execFileSync('ps', ['-o', 'state=', '-p', String(pid)], options)
        .trim()
        .startsWith('Z')
    )
      return undefined
    return execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], options).trim() || undefined
  } catch {
    return undefined
  }
}
