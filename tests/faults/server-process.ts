// A real Gatehouse in a process of its own, started as an operator starts it, so that it can be killed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '#db/embedded/free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const owner = { email: 'owner@portal.example', password: 'a long and quiet password' }

export interface ServerProcess {
  url: string
  pid: number
  /** everything it has written so far, line by line */
  lines: string[]
  kill(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** An orderly stop; nothing when it is already gone. */
  end(): Promise<void>
}

/** Resolves once the server says that it is ready. @throws Error with its last words when it ends before */
export async function startServer(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: port,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ADMIN_EMAIL: owner.email,
      ADMIN_PASSWORD: owner.password,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const lines: string[] = []
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        if (line.startsWith('Gatehouse is ready')) resolve()
      })
    }
  })
  await Promise.race([
    ready,
    exited.then(([code, signal]) => {
      throw new Error(`the server ended with ${signal ?? code}: ${lines.slice(-5).join(' ')}`)
    }),
  ])
  const kill: ServerProcess['kill'] = async (sent) => {
    child.kill(sent)
    const [code, signal] = await exited
    return { code, signal }
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null
  return {
    url: `http://localhost:${port}`,
    pid: child.pid!,
    lines,
    kill,
    end: async () => void (isRunning() && (await kill('SIGTERM'))),
  }
}

/** Where the embedded Postgres of a data folder runs at present. */
export function findPostgres(dataDir: string): { url: string; pid: number } {
  const cluster = join(dataDir, 'postgres')
  const [pid, , , port] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  const password = readFileSync(join(dataDir, 'keys', 'postgres-password'), 'utf8').trim()
  return { url: `postgres://gatehouse:${password}@127.0.0.1:${port}/gatehouse`, pid: Number(pid) }
}

/** Whether the cluster was stopped in an orderly way: DB_SHUTDOWNED in pg_control, so that the next start recovers nothing. */
export function wasStoppedCleanly(dataDir: string): boolean {
  // struct ControlFileData: system identifier (8 bytes), two versions (4 each), then the state; 1 is DB_SHUTDOWNED.
  return readFileSync(join(dataDir, 'postgres', 'global', 'pg_control')).readInt32LE(16) === 1
}

/** A fresh data folder that an unprivileged Postgres can enter. */
export function makeDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-faults-'))
  chmodSync(folder, 0o755)
  return join(folder, 'data')
}

export function removeDataDir(dataDir: string): void {
  const cluster = join(dataDir, 'postgres')
  if (existsSync(cluster)) rmSync(dirname(realpathSync(cluster)), { recursive: true, force: true })
  rmSync(dirname(dataDir), { recursive: true, force: true })
}
