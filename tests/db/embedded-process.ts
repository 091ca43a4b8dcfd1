// A Gatehouse of its own process, for what one process cannot show: being killed, being somebody else.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const script = `
  import { startEmbedded } from '#db/embedded.ts'
  const log = { info() {}, warn() {}, error() {} }
  try {
    const { url, pid, stop } = await startEmbedded({ dataDir: process.argv[1], log })
    console.log(JSON.stringify({ url, postgresPid: pid() }))
    process.once('SIGTERM', stop)
  } catch (error) {
    console.log(JSON.stringify({ refused: error.message }))
    process.exitCode = 1
  }`

export interface Helper {
  url: string
  postgresPid: number
  kill(signal: NodeJS.Signals): Promise<void>
  /** An orderly stop; nothing when it is already gone. */
  end(): Promise<void>
}

interface Options {
  account?: { uid: number; gid: number }
  /** Killed with SIGKILL as soon as this holds. */
  killWhen?: () => boolean
}

/** Resolves once its Postgres runs; rejects with its sentence when it is refused, or with the signal that ended it. */
export async function gatehouse(dataDir: string, { account, killWhen }: Options = {}): Promise<Helper> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    ...account,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const watching = setInterval(() => killWhen?.() && child.kill('SIGKILL'), 5)
  const lines = createInterface(child.stdout)
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    exited.then(([code, signal]) => JSON.stringify({ refused: `it ended with ${signal ?? code}` })),
  ])
  clearInterval(watching)

  const said = JSON.parse(line) as { url: string; postgresPid: number; refused?: string }
  if (said.refused !== undefined) {
    await exited
    throw new Error(said.refused)
  }
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null
  return { ...said, kill, end: async () => void (isRunning() && (await kill('SIGTERM'))) }
}

export const nobody = { uid: 65_534, gid: 65_534 }

/** Whether this machine lets us be root and become others, who can read this checkout. */
export const canBecomeOthers =
  process.getuid?.() === 0 && spawnSync(process.execPath, ['--version'], { ...nobody, cwd: root }).status === 0

const folders: string[] = []

/** A fresh folder of that user's own, until `removeFolders`. */
export function folderFor(uid: number, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-embedded-'))
  if (process.getuid?.() === 0) chownSync(folder, uid, uid)
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

/** Removes every folder of `folderFor`, and the clusters that were put elsewhere for them. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    const cluster = join(folder, 'data', 'postgres')
    if (existsSync(cluster)) rmSync(dirname(realpathSync(cluster)), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
