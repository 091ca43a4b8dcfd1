// What belongs on the queue and where, and how its events are written into it. Pure; the list itself is realtime/live-list.
import { nextOf, putRow, type ListRules, type LiveList } from '#client/realtime/live-list.ts'
import type { Event } from '#server/realtime/events.ts'
import type { ReviewKind, ReviewRow } from '#server/features/reviews/schema.ts'

export type QueueState = 'pending' | 'decided'

/** What the tabs and the filter choose; it lives in the URL. */
export interface QueueFilter {
  kind: ReviewKind | undefined
  state: QueueState
}

export type QueueList = LiveList<ReviewRow>

/** Pending ones oldest first by when they were requested, decided ones newest first by when they were decided. */
export function queueRules({ kind, state }: QueueFilter): ListRules<ReviewRow> {
  const isOfKind = (row: ReviewRow) => kind === undefined || row.kind === kind
  return state === 'pending'
    ? {
        belongs: (row) => isOfKind(row) && row.state === 'pending',
        placeOf: (row) => ({ at: row.requestedAt, id: row.id }),
        order: 'oldest-first',
      }
    : {
        belongs: (row) => isOfKind(row) && row.decidedAt !== null,
        // A row that was put back has no such instant; it stays where it is until it goes.
        placeOf: (row) => ({ at: row.decidedAt ?? '', id: row.id }),
        order: 'newest-first',
      }
}

/** Whether it can still be decided. */
export const isOpen = ({ state }: Pick<ReviewRow, 'state'>): boolean =>
  state === 'pending' || state === 'needs_information'

/** Whether it brings something new into the queue; what is updated without being there has waited for its address until now. */
export const isArrival = ({ kind }: Event): boolean => kind === 'review.submitted' || kind === 'review.updated'

/** Writes an event into the list. */
export function applyQueueEvent(list: QueueList, filter: QueueFilter, event: Event, now: number): void {
  if (!('review' in event)) return
  putRow(list, queueRules(filter), event.review, now, isArrival(event))
}

/** The review to decide next. */
export const nextReview = (list: QueueList, id: string): string | undefined => nextOf(list, id)

/** When the oldest one that still waits was requested; only pending lists say. */
export function oldestRequest(list: QueueList): string | undefined {
  return list.lines.find(({ leftAt }) => leftAt === undefined)?.row.requestedAt
}
