import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ConfigError } from '#server/config.ts'

/** Builds the clients when their sources have changed, in a process of its own: it takes seconds, and memory that the server is spared. */
export function buildClients(): { done: Promise<void>; stop(): void } {
  const script = join(import.meta.dirname, '../../client/build.ts')
  // None of our secrets is a builder's business.
  const { PATH, HOME, NODE_ENV } = process.env
  const env = { PATH, HOME, NODE_ENV }
  const build = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit'], env })
  const done = new Promise<void>((resolve, reject) => {
    build.once('error', reject)
    build.once('exit', (code) =>
      code === 0 ? resolve() : reject(new ConfigError('The clients could not be built; the reason is above.')),
    )
  })
  // Whoever awaits it hears of a failure; until then it is nobody's.
  done.catch(() => {})
  return { done, stop: () => build.kill() }
}
