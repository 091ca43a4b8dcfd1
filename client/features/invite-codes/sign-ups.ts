// Sign-ups a day as a plot needs them: every day in between, quiet ones too. Pure.
import type { CodeDetail } from '#server/features/invite-codes/schema.ts'

export type SignUps = CodeDetail['signUps']

const dayMs = 86_400_000
/** So that one bar does not fill the width. */
const daysMin = 14

/** The days from the first sign-up until today (UTC), two weeks at least, each as the epoch seconds of its start, with how many signed up. */
export function fillDays(signUps: SignUps, now: number): { days: number[]; counts: number[] } {
  const countByDay = new Map(signUps.map(({ day, count }) => [Date.parse(`${day}T00:00:00Z`), count]))
  const days: number[] = []
  const counts: number[] = []
  if (signUps.length === 0) return { days, counts }
  const today = now - (now % dayMs)
  const first = Math.min(today - (daysMin - 1) * dayMs, ...countByDay.keys())
  const last = Math.max(today, ...countByDay.keys())
  for (let at = first; at <= last; at += dayMs) {
    days.push(at / 1000)
    counts.push(countByDay.get(at) ?? 0)
  }
  return { days, counts }
}
