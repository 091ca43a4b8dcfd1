// Runs a whole Gatehouse until it is told to stop: configuration → database → the app; SIGTERM undoes them in reverse.
import { startEmbedded } from '#db/embedded.ts'
import { startApp, type RunningApp } from './app.ts'
import { readConfig } from './config.ts'
import { buildClients } from './http/build-clients.ts'
import { checkPort } from './http/check-port.ts'
import { loadKeys } from './keys.ts'
import { createLog } from './log.ts'
import { explain } from './start-error.ts'

export interface Steps {
  /** Looks at the database before anything is written to it; throws to leave it alone. */
  look?: (databaseUrl: string) => Promise<void>
  /** Runs once everything has started; what it leaves in `undo` is undone first. Returns what the terminal says before the address. */
  prepare: (app: RunningApp, undo: (() => Promise<unknown>)[]) => Promise<string | undefined>
}

/** Starts everything and returns; the process ends by a signal, or at once when something fails. */
export async function run(env: NodeJS.ProcessEnv, { look, prepare }: Steps): Promise<void> {
  const undo: (() => Promise<unknown>)[] = []
  let isStopping = false

  /** Undoes what was started, newest first; a second signal changes nothing, Postgres must stop cleanly. */
  async function stop(exitCode: number): Promise<never> {
    isStopping = true
    for (const step of undo.splice(0).reverse()) await step().catch((error: unknown) => console.error(explain(error)))
    process.exit(exitCode)
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isStopping) void stop(0)
    })
  }

  try {
    const config = readConfig(env)
    const log = createLog(config.logLevel)
    // Asked before anything is made, so that a taken port leaves nothing half done.
    await checkPort(config.http.port, config.http.host)
    // Beside the first start of the database, which takes as long. The development server serves sources instead.
    const clients = env.NODE_ENV === 'development' ? undefined : buildClients()
    undo.push(async () => clients?.stop())
    const keys = loadKeys(config)
    const embedded = config.database.url ? undefined : await startEmbedded({ dataDir: config.dataDir, log })
    if (embedded) undo.push(() => embedded.stop())
    const databaseUrl = config.database.url ?? embedded!.url
    await look?.(databaseUrl)
    await clients?.done
    const app = await startApp(config, keys, log, databaseUrl)
    undo.push(() => app.stop())
    const words = await prepare(app, undo)
    if (words) console.log(words)
    console.log(`Gatehouse is ready at ${config.http.publicUrl}`)
  } catch (error) {
    if (!isStopping) {
      console.error(explain(error))
      await stop(1)
    }
  }
}
