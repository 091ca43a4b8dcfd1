// One reader per process tails the event log and hands each event to the local inboxes it is for.
// It is woken by local commits, by LISTEN and by a poll every second: a notification is a hint, the row is the truth.
import type { Database } from '#db/database.ts'
import type { Logger } from '#server/log.ts'
import type { Audience, Event, Position } from './events.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { findHead, findHolder, openLog, readLog, type LoggedEvent } from './log.ts'

const pollMs = 1_000
/** While somebody asks how old the reading is, and for so long after. */
const quickPollMs = 200
const quickForMs = 5_000
/** Held-back events settle within milliseconds, when the slower transaction ends; its end wakes nobody. */
const heldBackRetryMs = 15
const delayedAfterMs = 2_000
const channel = 'gatehouse_events'

/** Computes what follows from a batch (kept counts); runs once per process and batch, not once per tab. */
export type Derive = (events: LoggedEvent[]) => Promise<{ audience: Audience; event: Event }[]>

export interface Feed {
  epoch: string
  head(): Position
  /** Opens an inbox at the present head: every event after it will arrive, in order, until it is closed. */
  attach(audiences: readonly Audience[]): Inbox
  derive: Derive
  /** Hands an event to those who listen here; it is not in the log, and whoever comes later has to ask. */
  tell(audience: Audience, event: Event): void
  /** Hears every event that is handed out here, in order, before `ageMs` counts it as read. */
  watch(listener: (event: Event) => void): () => void
  /**
   * How long ago everything committed by then had been read, in milliseconds; while somebody asks, the log is read often
   * enough for this to stay below half a second. Infinity: never yet.
   */
  ageMs(): number
  /** Set while a long transaction holds events back; `pid` names its backend. */
  delay(): { sinceMs: number; pid: number | undefined } | undefined
  wake(): void
  stop(): Promise<void>
}

/** Starts tailing. Errors of the database are retried for as long as the process lives. */
export async function startFeed(database: Database, log: Logger, derive: Derive): Promise<Feed> {
  const { sql } = database
  const inboxes = new Map<Audience, Set<Inbox>>()
  const all = new Set<Inbox>()
  const epoch = await openLog(sql)
  let head = await findHead(sql)
  let delay: { sinceMs: number; pid: number | undefined } | undefined
  let readUpToAt = -Infinity
  let ageAskedAt = -Infinity
  const watchers = new Set<(event: Event) => void>()
  let stopped = false
  let woken = false
  let wakeUp: (() => void) | undefined

  const wake = () => {
    woken = true
    wakeUp?.()
  }
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken) return resolve()
      const timer = setTimeout(resolve, ms)
      wakeUp = () => (clearTimeout(timer), resolve())
    }).finally(() => (wakeUp = undefined))

  function hand(position: Position, audience: Audience, event: Event) {
    for (const watcher of watchers) watcher(event)
    for (const inbox of inboxes.get(audience) ?? []) inbox.push({ position, event })
  }

  async function setDelay(heldBackMs: number | undefined) {
    const isDelayed = (heldBackMs ?? 0) > delayedAfterMs
    if (isDelayed) {
      const pid = await findHolder(sql)
      if (!delay) log.warn({ pid, heldBackMs }, 'events are held back by a long transaction')
      delay = { sinceMs: heldBackMs!, pid }
    } else if (delay) delay = undefined
    else return
    for (const inbox of all) inbox.setDelayed(isDelayed)
  }

  /** Reads one batch; answers how long to rest. */
  async function step(): Promise<number> {
    const startedAt = performance.now()
    const { events, heldBackMs, isCut } = await readLog(sql, head)
    const last = events.at(-1)
    if (last) {
      const derived = await derive(events)
      // Head moves in the same tick in which the inboxes are filled, so that `attach` falls before or after, never between.
      for (const logged of events) hand(logged, logged.audience, logged.event)
      for (const { audience, event } of derived) hand(last, audience, event)
      head = { xid: last.xid, id: last.id }
    }
    await setDelay(heldBackMs)
    if (!isCut) readUpToAt = startedAt - (heldBackMs ?? 0)
    // A full batch may have left some behind.
    if (events.length > 0) return 0
    if (heldBackMs !== undefined) return heldBackRetryMs
    return performance.now() - ageAskedAt < quickForMs ? quickPollMs : pollMs
  }

  async function tail() {
    while (!stopped) {
      woken = false
      const restMs = await step().catch((error: unknown) => {
        if (!stopped) log.warn({ err: error }, 'reading events failed, trying again')
        return 250
      })
      if (restMs > 0 && !stopped) await sleep(restMs)
    }
  }

  const listening = sql.listen(channel, wake, wake).catch((error: unknown) => {
    log.warn({ err: error }, 'LISTEN failed; the poll goes on')
    return undefined
  })
  const unnotified = coalesce(() => sql.notify(channel, ''), log)
  database.onCommit((commit) => {
    if (!commit.published || stopped) return
    wake()
    // Outside of the writing transaction: a committing NOTIFY takes a lock of the whole cluster.
    unnotified()
  })
  const tailing = tail()

  return {
    epoch,
    head: () => head,
    derive,
    tell(audience, event) {
      for (const inbox of inboxes.get(audience) ?? []) inbox.push({ position: undefined, event })
    },
    watch(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    ageMs() {
      const now = performance.now()
      // Whoever asks first after a while wakes the reader; until it has read, the answer is honest.
      if (now - ageAskedAt >= quickForMs) wake()
      ageAskedAt = now
      return now - readUpToAt
    },
    delay: () => delay,
    wake,
    attach(audiences) {
      const inbox = createInbox(head, () => {
        all.delete(inbox)
        for (const audience of audiences) {
          inboxes.get(audience)?.delete(inbox)
          if (inboxes.get(audience)?.size === 0) inboxes.delete(audience)
        }
      })
      all.add(inbox)
      for (const audience of audiences) {
        if (!inboxes.has(audience)) inboxes.set(audience, new Set())
        inboxes.get(audience)!.add(inbox)
      }
      if (delay) inbox.setDelayed(true)
      return inbox
    },
    async stop() {
      stopped = true
      wake()
      await tailing
      for (const inbox of all) inbox.close()
      await (await listening)?.unlisten().catch(() => {})
    },
  }
}

/** Runs an action at most once at a time; calls meanwhile become one more run. */
function coalesce(action: () => Promise<unknown>, log: Logger): () => void {
  let isRunning = false
  let isWanted = false
  return function run() {
    isWanted = true
    if (isRunning) return
    isRunning = true
    isWanted = false
    action()
      .catch((error: unknown) => log.debug({ err: error }, 'notify failed; the poll of the others will find the event'))
      .finally(() => {
        isRunning = false
        if (isWanted) run()
      })
  }
}
