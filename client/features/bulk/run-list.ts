// Which runs the queue tells of, and how fast they go. Pure.
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'

/** Those that an event is about take its row, unless it is older than what is known; a new one comes first. */
export function putRun(runs: BulkRun[], run: BulkRun): void {
  const at = runs.findIndex(({ id }) => id === run.id)
  if (at < 0) runs.unshift(run)
  else if (run.version > runs[at]!.version) runs[at] = run
}

export const isFinished = (run: BulkRun): boolean => run.finishedAt !== null

/** Whether all of it can be taken back at an instant of this machine. */
export const canUndo = (run: BulkRun, now: number): boolean =>
  run.undoUntil !== null && toLocalTime(run.undoUntil) > now

/** Whether it ended otherwise than it was meant to, so that somebody ought to look at it. */
export const wantsReading = ({ failed, code, state, succeeded, undone }: BulkRun): boolean =>
  failed > 0 || code !== null || (state === 'undone' && succeeded > undone)

/** What of it is done: decided or refused, or taken back. */
export const doneOf = (run: BulkRun): number => (run.state === 'undoing' ? run.undone : run.succeeded + run.failed)
export const totalOf = (run: BulkRun): number => (run.state === 'undoing' ? run.succeeded : run.total)

/** A count at an instant, in epoch ms. */
export interface Sample {
  at: number
  done: number
}

/** So long the speed looks back. */
const sampledMs = 5_000

/** Adds what was just seen, and forgets what is long past; a count that fell is a new beginning. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && sample.done < last.done) return [sample]
  return [...samples.filter(({ at }) => sample.at - at <= sampledMs), sample]
}

/** Decisions a second, and the seconds that are left; undefined until that can be said. */
export function speedOf(
  samples: readonly Sample[],
  total: number,
): { perSecond: number; secondsLeft: number } | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.done <= first.done || last.at - first.at < 400) return undefined
  const perSecond = ((last.done - first.done) / (last.at - first.at)) * 1_000
  return { perSecond, secondsLeft: Math.max(0, total - last.done) / perSecond }
}
