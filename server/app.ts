// The parts of a running Gatehouse, put together in the order in which they need each other.
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { openDatabase, type Database } from '#db/database.ts'
import type { Config } from './config.ts'
import { keepHealth, type KeptHealth } from './features/emails/health.ts'
import { checkSmtp } from './mail/check.ts'
import { keepOverview, type KeptOverview } from './features/overview/kept.ts'
import { findOverview } from './features/overview/queries.ts'
import { deriveReviewCounts } from './features/reviews/counts.ts'
import { startHttp } from './http/server.ts'
import { startJobs } from './jobs/boss.ts'
import type { Keys } from './keys.ts'
import type { Logger } from './log.ts'
import { createSmtp, type Smtp } from './mail/smtp.ts'
import { startFeed, type Feed } from './realtime/feed.ts'
import { startPresence, type Presence } from './realtime/presence.ts'
import { createSockets, type Sockets } from './realtime/sockets.ts'

/** What procedures and jobs reach the world through. */
export interface App {
  config: Config
  keys: Keys
  log: Logger
  database: Database
  feed: Feed
  sockets: Sockets
  presence: Presence
  overview: KeptOverview
  mailHealth: KeptHealth
  /** undefined: mails are kept and shown under Emails */
  smtp: Smtp | undefined
  /** whether the portal is reached by https */
  isSecure: boolean
  /** Set once the server drains; no new work is taken. */
  isReady(): Promise<{ isReady: boolean; reason?: string }>
}

export interface RunningApp extends App {
  /** where it listens, as a browser on this machine would call it */
  url: string
  stop(): Promise<void>
}

/**
 * Starts everything but the database server: migrations, jobs, real time, http. What was started is stopped again when a
 * later part fails.
 */
export async function startApp(config: Config, keys: Keys, log: Logger, databaseUrl: string): Promise<RunningApp> {
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        // One part that does not stop must not keep the others from it.
        log.error({ err: error }, 'a part did not stop in order')
      }
    }
  }
  try {
    const database = openDatabase(databaseUrl)
    undo.push(() => database.close())
    await migrate(database.sql, join(import.meta.dirname, '../db/migrations'))

    // Before the jobs, so that it outlives them: a mail on its way while they drain would fail and be sent late.
    const smtp = config.mail.smtpUrl ? createSmtp(config.mail.smtpUrl) : undefined
    undo.push(() => smtp?.close())
    const runsJobs = config.role !== 'web'
    const jobs = await startJobs(database, databaseUrl, log, runsJobs)
    undo.push(() => jobs.stop())
    const feed = await startFeed(database, log, deriveReviewCounts(database.sql))
    undo.push(() => feed.stop())
    const sockets = createSockets(database.sql, log)
    undo.push(() => sockets.stop())
    const presence = startPresence(database.sql, log, (event) => feed.tell('admins', event))
    undo.push(() => presence.stop())
    database.onCommit((commit) => (commit.rightsChanged ? sockets.revalidate() : undefined))
    const mailHealth = keepHealth(database, feed, log)
    undo.push(() => mailHealth.stop())
    const app: App = {
      config,
      keys,
      log,
      database,
      feed,
      sockets,
      presence,
      overview: keepOverview(() => findOverview(database.sql), feed),
      mailHealth,
      smtp,
      isSecure: config.http.publicUrl.startsWith('https:'),
      async isReady() {
        const delay = feed.delay()
        if (delay) return { isReady: false, reason: `events are held back by the transaction of backend ${delay.pid}` }
        if (!(await database.sql`select 1`.catch(() => undefined)))
          return { isReady: false, reason: 'database unreachable' }
        if (!(await jobs.isReachable())) return { isReady: false, reason: 'job system unreachable' }
        return { isReady: true }
      },
    }
    const http = await startHttp(app)
    undo.push(() => http.stop())
    if (runsJobs) await jobs.work(app)
    // In the background: a mail server that is away keeps mails waiting, and nothing else.
    if (runsJobs && smtp) void checkSmtp(smtp, log)
    return { ...app, url: http.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
