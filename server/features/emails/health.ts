// Whether mails go out, looked at by each process for itself: it must show when those that send are dead.
import type { Database, Db } from '#db/database.ts'
import type { Logger } from '#server/log.ts'
import type { Feed } from '#server/realtime/feed.ts'
import type { MailHealth } from './schema.ts'

const lookEveryMs = 15_000

/** Looks at the mails that should have gone out ten minutes ago; stuck is who has such and has sent none since. */
export async function findHealth(db: Db): Promise<MailHealth> {
  const [found] = await db<(Omit<MailHealth, 'stuckSince'> & { stuckSince: Date | null })[]>`
    with late as (
      -- Each attempt moves send_after, and failing_since stays.
      select coalesce(failing_since, send_after) as due_at, response, send_after from mails
       where state in ('waiting', 'sending')
         and coalesce(failing_since, send_after) <= clock_timestamp() - interval '10 minutes'),
    last as (select max(sent_at) as sent_at from mails where sent_at is not null)
    select (select count(*)::int from late) as overdue,
           case when last.sent_at is null or last.sent_at <= clock_timestamp() - interval '10 minutes'
                then (select greatest(min(due_at), last.sent_at) from late having count(*) > 0) end as stuck_since,
           (select response from late where response is not null order by send_after desc limit 1) as response
      from last`
  return { ...found!, stuckSince: found!.stuckSince?.toISOString() ?? null }
}

export interface KeptHealth {
  get(): Promise<MailHealth>
  /** Looks now, and tells the admins here when something has changed. */
  look(): Promise<MailHealth>
  stop(): Promise<void>
}

/** Looks every quarter of a minute, and while nothing goes out at each mail that something happens to. */
export function keepHealth(database: Database, feed: Pick<Feed, 'tell' | 'watch'>, log: Logger): KeptHealth {
  let known: MailHealth | undefined
  let looking: Promise<MailHealth> | undefined

  async function compare(): Promise<MailHealth> {
    const health = await findHealth(database.sql)
    const isNews = JSON.stringify(health) !== JSON.stringify(known)
    // Whoever has come meanwhile has asked; the first look is nobody's news.
    if (isNews && known) feed.tell('admins', { kind: 'mail-health.changed', health })
    known = health
    return health
  }
  const look = () => (looking ??= compare().finally(() => (looking = undefined)))
  const tryLook = () => void look().catch((error: unknown) => log.debug({ err: error }, 'looking at the mails failed'))

  const timer = setInterval(tryLook, lookEveryMs).unref()
  const unwatch = feed.watch((event) => {
    if (event.kind === 'mail.updated' && known?.stuckSince) tryLook()
  })
  return {
    get: async () => known ?? look(),
    look,
    async stop() {
      clearInterval(timer)
      unwatch()
      await looking?.catch(() => {})
    },
  }
}
