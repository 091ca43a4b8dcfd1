// How fast a run of many goes, by what was seen of it. Pure.

/** A count at an instant, in epoch ms. */
export interface Sample {
  at: number
  done: number
}

/** So long the speed looks back. */
const sampledMs = 5_000

/** Adds what was just seen, and forgets what is long past; a count that fell is a new beginning. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && sample.done < last.done) return [sample]
  return [...samples.filter(({ at }) => sample.at - at <= sampledMs), sample]
}

/** How many a second, and the seconds that are left; undefined until that can be said. */
export function speedOf(
  samples: readonly Sample[],
  total: number,
): { perSecond: number; secondsLeft: number } | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.done <= first.done || last.at - first.at < 400) return undefined
  const perSecond = ((last.done - first.done) / (last.at - first.at)) * 1_000
  return { perSecond, secondsLeft: Math.max(0, total - last.done) / perSecond }
}
