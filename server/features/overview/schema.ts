import type { ReviewKind } from '#server/features/reviews/schema.ts'

/** What waits of one kind. Those of `amber` and `red` have waited at least as long as the settings say, so red ones are amber too. */
export interface WaitingOfKind {
  kind: ReviewKind
  count: number
  amber: number
  red: number
  oldest: { id: string; name: string; requestedAt: string } | null
}

/**
 * One UTC day. All that arrived that day and all that was decided, by people or by a setting; of the people's, how long they
 * took, null when there were none.
 */
export interface OverviewDay {
  /** as 2026-11-21 */
  day: string
  arrived: number
  decided: number
  medianSeconds: number | null
}

/** How long people took from request to decision, in seconds: half of them, and nine of ten, took no longer. */
export interface Pace {
  decided: number
  medianSeconds: number | null
  ninetiethSeconds: number | null
}

/** A portal admin's decisions; those of whoever was deleted since count for nobody. */
export interface AdminPace {
  id: string
  name: string
  decided: number
  medianSeconds: number
}

export interface Overview {
  /** hours after which what waits turns amber, and red */
  amberHours: number
  redHours: number
  /** every kind, whether something waits or not */
  waiting: WaitingOfKind[]
  /** wait for an answer of their requester */
  asked: number
  /** 30, the last of them today */
  days: OverviewDay[]
  /** of the last 7 days and of all 30 */
  week: Pace
  month: Pace
  /** of all 30 days, most decisions first */
  admins: AdminPace[]
}

/** `askAgainInMs`: when there will be newer figures. */
export type OverviewAnswer = Overview & { askAgainInMs: number }
