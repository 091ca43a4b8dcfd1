// What belongs on the queue and where, and how its events are written into it. Pure; the list itself is realtime/live-list.
import { nextOf, putRow, type ListRules, type LiveList } from '#client/realtime/live-list.ts'
import type { Event } from '#server/realtime/events.ts'
import { searchTextOf, wordsOf } from '#server/features/reviews/rules.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { QueueFilter } from './queue-filter.ts'

export type QueueList = LiveList<ReviewRow>

/** Hours after which what waits turns amber, and red. */
export interface AgeHours {
  amberHours: number
  redHours: number
}

/** What a row does not say of itself. What is not known speaks for a row. */
export interface Surroundings {
  /** the signed-in admin */
  ownId?: string | undefined
  hours?: AgeHours | undefined
  /** epoch ms by the server's clock */
  now?: () => number
  /** who claims a review */
  claimerOf?: (id: string) => { id: string } | undefined
}

const hourMs = 3_600_000

/** Those that the filter finds, as the server finds them, in its order. */
export function queueRules(filter: QueueFilter, around: Surroundings = {}): ListRules<ReviewRow> {
  const { kind, state, search, confirmed, sort } = filter
  const words = wordsOf(search)
  const isDecided = state === 'decided'
  return {
    belongs: (row) =>
      isInState(row, state) &&
      (kind === undefined || row.kind === kind) &&
      (confirmed === undefined || isConfirmed(row) === confirmed) &&
      words.every((word) => searchTextOf(row).includes(word)) &&
      isOldEnough(row, filter, around) &&
      isClaimedSo(row, filter, around) &&
      (filter.decidedBy === undefined || row.decidedBy?.id === around.ownId),
    // A row that was put back was decided at no instant; it stays where it is until it goes.
    placeOf: (row) => ({ at: (isDecided ? row.decidedAt : row.requestedAt) ?? '', id: row.id }),
    order: sort === 'oldest' ? 'oldest-first' : 'newest-first',
  }
}

function isInState({ state, question, decidedAt }: ReviewRow, wanted: QueueFilter['state']): boolean {
  if (wanted === 'decided') return decidedAt !== null
  return wanted === 'asked' ? question !== null : state === 'pending'
}

const isConfirmed = (row: ReviewRow) => row.kind !== 'registration' || row.facts.emailConfirmed

/** The filter's colour is reached by now. */
function isOldEnough(
  { requestedAt }: ReviewRow,
  { age }: QueueFilter,
  { hours, now = Date.now }: Surroundings,
): boolean {
  if (age === undefined || hours === undefined) return true
  return Date.parse(requestedAt) + (age === 'red' ? hours.redHours : hours.amberHours) * hourMs <= now()
}

function isClaimedSo({ id }: ReviewRow, { claimed }: QueueFilter, { claimerOf, ownId }: Surroundings): boolean {
  if (claimed === undefined || claimerOf === undefined) return true
  const claimer = claimerOf(id)
  return claimed === 'me' ? claimer?.id === ownId : claimer === undefined
}

/** How late it is for something that has waited so long. */
export function toneOfAge(waitedMs: number, hours: AgeHours): 'amber' | 'red' | undefined {
  if (waitedMs >= hours.redHours * hourMs) return 'red'
  return waitedMs >= hours.amberHours * hourMs ? 'amber' : undefined
}

/** Whether an event may change what such a list shows although it brings no row of it. */
export function movesList({ claimed, age }: QueueFilter, { kind }: Event): boolean {
  return (claimed !== undefined && kind === 'claim.changed') || (age !== undefined && kind === 'settings.saved')
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

/** When the first one that still belongs here was requested: of a list that is oldest first, the oldest. */
export function oldestRequest(list: QueueList): string | undefined {
  return list.lines.find(({ leftAt }) => leftAt === undefined)?.row.requestedAt
}
