import type { OverviewDay } from '#server/features/overview/schema.ts'

/** Where a plot puts the days: epoch seconds. */
export const dayStarts = (days: readonly OverviewDay[]): number[] =>
  days.map(({ day }) => Date.parse(`${day}T00:00:00Z`) / 1000)
