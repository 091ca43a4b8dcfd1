import { comparePositions, type Position } from '#server/realtime/events.ts'
import type { Feed } from '#server/realtime/feed.ts'
import type { Overview, OverviewAnswer } from './schema.ts'

/** At most so often the figures are taken anew, however many admins look. */
const keptMs = 5_000
/** Even when nothing happens: reviews grow older and days begin. */
const quietMs = 60_000

export interface KeptOverview {
  get(): Promise<OverviewAnswer>
}

interface Taken {
  at: number
  /** what had been heard by then */
  head: Position
  figures: Promise<Overview>
  isDone: boolean
}

/**
 * Keeps the figures for a moment. Whoever is answered with kept ones that something has happened after is told when to ask
 * again, so that nobody is left with what is no longer so.
 */
export function keepOverview(find: () => Promise<Overview>, feed: Pick<Feed, 'head'>): KeptOverview {
  let kept: Taken | undefined

  function take(): Taken {
    const taken: Taken = { at: performance.now(), head: feed.head(), figures: find(), isDone: false }
    taken.figures.then(
      () => (taken.isDone = true),
      () => (kept = undefined),
    )
    return taken
  }

  return {
    async get() {
      // Those on their way are waited for, however long they take.
      if (!kept || (kept.isDone && performance.now() - kept.at >= keptMs)) kept = take()
      const { figures, head, at } = kept
      const overview = await figures
      const isBehind = comparePositions(feed.head(), head) > 0
      return { ...overview, askAgainInMs: isBehind ? Math.max(0, keptMs - (performance.now() - at)) : quietMs }
    },
  }
}
