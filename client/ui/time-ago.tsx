import { createMemo } from 'solid-js'
import { useNow } from './clock.ts'

export type Instant = string | number | Date

export interface TimeAgoProps {
  /** An instant: ISO text, milliseconds or a Date. */
  at: Instant
  /** `ago` reads "2 h ago" or "in 3 days"; `age` reads "2 h", for columns of waiting times. */
  look?: 'ago' | 'age'
  class?: string
}

/** Relative time that keeps up with the clock; the absolute one is in its title. Language: the page's `lang`. */
export function TimeAgo(props: TimeAgoProps) {
  const now = useNow()
  const at = () => new Date(props.at)
  const text = createMemo(() => (props.look === 'age' ? age : ago)(at().getTime() - now()))
  return (
    <time class={props.class} datetime={at().toISOString()} title={absolute(at())}>
      {text()}
    </time>
  )
}

const steps = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30.44],
  ['month', 12],
  ['year', Infinity],
] as const

type Unit = (typeof steps)[number][0]

const locale = () => (typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en')
const isShort = (unit: Unit) => unit === 'second' || unit === 'minute' || unit === 'hour'

/** The largest unit of which there is at least one. */
function inUnits(ms: number): [amount: number, unit: Unit] {
  let amount = ms / 1000
  for (const [unit, next] of steps) {
    if (Math.abs(amount) < next) return [whole(amount), unit]
    amount /= next
  }
  return [whole(amount), 'year']
}

/** What is over counts when it is complete; what is to come is said to the nearest: seven days are "in 7 days" a second later too. */
const whole = (amount: number) => (amount > 0 ? Math.round(amount) : Math.trunc(amount))

/** "now", "54 min ago", "2 h ago", "yesterday", "in 3 days". */
export function ago(ms: number): string {
  const [amount, unit] = inUnits(ms)
  // The narrow minute is "m", which could be months.
  const style = unit === 'minute' ? 'short' : isShort(unit) ? 'narrow' : 'long'
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style })
  const still = unit === 'second' && Math.abs(amount) < 3
  const parts = format.formatToParts(still ? 0 : amount, unit)
  // Narrow forms join number and unit ("2h"); a thin line of type reads better with a space.
  return parts
    .map((part, at) => (at > 0 && parts[at - 1]?.type === 'integer' ? spaced(part.value) : part.value))
    .join('')
    .replace('.', '')
}

/** "now", "54 min", "2 h", "3 days". */
export function age(ms: number): string {
  const [amount, unit] = inUnits(ms)
  if (unit === 'second' && Math.abs(amount) < 3) return ago(0)
  const unitDisplay = unit === 'minute' || !isShort(unit) ? 'long' : 'narrow'
  const format = new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'minute' ? 'short' : unitDisplay,
  })
  const parts = format.formatToParts(Math.abs(amount))
  return parts
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value)
    .join(' ')
}

const spaced = (text: string) => (/^\p{L}/u.test(text) ? ` ${text}` : text)

/** Date and time in full, in the reader's zone. */
export function absolute(at: Date): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'long' }).format(at)
}
