import { expect, test } from 'vitest'
import { age, ago } from '#client/ui/time-ago.tsx'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

test.each([
  [-1000, 'now'],
  [-30_000, '30 s ago'],
  [-54 * minute, '54 min ago'],
  [-2 * hour - 40 * minute, '2 h ago'],
  [4000, 'in 4 s'],
  [-day, 'yesterday'],
  [-3 * day, '3 days ago'],
  [70 * day, 'in 2 months'],
  [-800 * day, '2 years ago'],
])('%i ms read "%s"', (ms, text) => expect(ago(ms)).toBe(text))

test.each([
  [-1000, 'now'],
  [-54 * minute, '54 min'],
  [-3 * hour, '3 h'],
  [-2 * day, '2 days'],
])('an age of %i ms reads "%s"', (ms, text) => expect(age(ms)).toBe(text))
