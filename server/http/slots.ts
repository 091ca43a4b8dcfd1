// How much of something expensive is on its way at once: a slot is held until its answer has gone or its connection is cut.
import type { FastifyReply } from 'fastify'

/** @param mostEach of one holder */
export function createSlots(most: number, mostEach = most) {
  const held = new Map<string, number>()
  let all = 0

  /** Takes a slot for the time of this answer; false when there is none, or nobody any more who would wait for the answer. */
  return function takeSlot(reply: FastifyReply, holder = ''): boolean {
    const { raw } = reply
    const own = held.get(holder) ?? 0
    // Whoever has gone already would never give it back.
    if (raw.destroyed || raw.socket?.destroyed || all >= most || own >= mostEach) return false
    all++
    held.set(holder, own + 1)
    raw.once('close', () => {
      all--
      const left = held.get(holder)! - 1
      if (left > 0) held.set(holder, left)
      else held.delete(holder)
    })
    return true
  }
}
