// The only file with side effects on import: configuration → database → the app; SIGTERM undoes them in reverse.
import { startEmbedded } from '#db/embedded.ts'
import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { prepareFirstOwner } from './first-owner.ts'
import { checkPort } from './http/check-port.ts'
import { loadKeys } from './keys.ts'
import { createLog } from './log.ts'
import { explain } from './start-error.ts'

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
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  // Asked before anything is made, so that a taken port leaves nothing half done.
  await checkPort(config.http.port, config.http.host)
  const keys = loadKeys(config)
  const embedded = config.database.url ? undefined : await startEmbedded({ dataDir: config.dataDir, log })
  if (embedded) undo.push(() => embedded.stop())
  const app = await startApp(config, keys, log, config.database.url ?? embedded!.url)
  undo.push(() => app.stop())
  const setupUrl = await prepareFirstOwner(app)
  if (setupUrl) console.log(`Nobody owns this portal yet. Open this link once to become its owner:\n  ${setupUrl}`)
  console.log(`Gatehouse is ready at ${config.http.publicUrl}`)
} catch (error) {
  if (!isStopping) {
    console.error(explain(error))
    await stop(1)
  }
}
