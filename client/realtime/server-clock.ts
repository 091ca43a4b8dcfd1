// What time it is at the server, as far as this tab can tell. Clocks of people's machines are wrong by minutes.

/** The best known `server - here` in ms. Each observation is late by its way through the wire, so the largest is the truest. */
let offsetMs: number | undefined

/** Learns from an instant that the server wrote just now (an event that is not replayed, the answer of a write). */
export function learnServerTime(instant: string | null): void {
  if (instant === null) return
  const observed = Date.parse(instant) - Date.now()
  if (offsetMs === undefined || observed > offsetMs) offsetMs = observed
}

/** An instant of the server in this machine's time. */
export function toLocalTime(instant: string): number {
  return Date.parse(instant) - (offsetMs ?? 0)
}
