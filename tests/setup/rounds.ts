/** How many rounds a race runs: a slice in `npm test`, all of them in `npm run faults`. */
export function rounds(slice: number, all: number): number {
  return process.env.ROUNDS === 'all' ? all : slice
}

/** A small seeded generator (mulberry32), so that a red run can be repeated: set SEED to the printed one. */
export function seeded(seed = Number(process.env.SEED ?? Date.now() % 1_000_000)): {
  seed: number
  random: () => number
} {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { seed, random }
}
