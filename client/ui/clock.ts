import { createSignal, onCleanup } from 'solid-js'

// One timer for the whole page, running only while somebody looks at the time.
const [now, setNow] = createSignal(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time in milliseconds, moving once a second while its owner lives. */
export function useNow(): () => number {
  if (watchers++ === 0) {
    setNow(Date.now())
    timer = setInterval(() => setNow(Date.now()), 1000)
  }
  onCleanup(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return now
}
