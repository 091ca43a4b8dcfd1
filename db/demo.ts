// `npm run demo`: a provider that looks alive, on data of its own. `-- --arrivals=5` keeps new requests coming.
import { ConfigError } from '#server/config.ts'
import { run } from '#server/run.ts'
import { startArrivals } from './demo/arrivals.ts'
import { fillDemo } from './demo/fill.ts'
import { readMark, refuseForeign } from './demo/mark.ts'
import { welcome } from './demo/people.ts'

/** Seconds, for a switch without a number. */
const arrivalsEvery = 5

/** Reads the switch; undefined without it. */
function readArrivals(argv: string[]): number | undefined {
  if (argv.length === 0) return undefined
  const seconds = argv[0] === '--arrivals' ? arrivalsEvery : Number(/^--arrivals=(.+)$/.exec(argv[0]!)?.[1])
  if (argv.length === 1 && seconds >= 0.1 && seconds <= 3600) return seconds
  throw new ConfigError(
    `The demo knows --arrivals and --arrivals=SECONDS, from 0.1 to 3600; it does not know ${argv.join(' ')}.`,
  )
}

// A database of its own beside the real one, and never a mail to anybody: its people are invented.
const env = { ...process.env, DATA_DIR: process.env.DATA_DIR?.trim() || '.data/demo', SMTP_URL: '' }

let seconds: number | undefined

await run(env, {
  async look(databaseUrl) {
    // Its passwords are known to everybody.
    const { HOST, PUBLIC_URL } = process.env
    if (PUBLIC_URL || (HOST && !['127.0.0.1', 'localhost', '::1'].includes(HOST)))
      throw new ConfigError('The demo runs for this machine only. Unset HOST and PUBLIC_URL.')
    seconds = readArrivals(process.argv.slice(2))
    await refuseForeign(databaseUrl)
  },
  async prepare(app, undo) {
    if ((await readMark(app.database.sql)) === 'none') console.log('Filling the demo, once; this takes a few seconds …')
    await fillDemo(app)
    if (seconds) undo.push(startArrivals(app, seconds))
    return welcome(app.config.http.publicUrl, seconds)
  },
})
