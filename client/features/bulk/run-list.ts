// Which runs the queue tells of. Pure.
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
