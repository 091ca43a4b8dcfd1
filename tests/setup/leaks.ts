// A file that leaves a timer, a socket, a server or a child process behind fails: in production the same code would keep
// a process from ending. Registered first, so it runs after the file's own afterAll.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect } from 'vitest'

const WATCHED = ['Timeout', 'Immediate', 'TCPSocketWrap', 'TCPServerWrap', 'ProcessWrap', 'FSEventWrap']
/** Closing takes a few turns of the loop, and a socket's goodbye a round trip. */
const GRACE_MS = 1_000

const before = countOpen()

afterAll(async () => {
  const deadline = Date.now() + GRACE_MS
  while (left().length > 0 && Date.now() < deadline) await sleep(20)
  expect(left(), 'still open after the last test of the file').toEqual([])
})

function left(): string[] {
  const now = countOpen()
  return WATCHED.filter((kind) => (now.get(kind) ?? 0) > (before.get(kind) ?? 0))
}

function countOpen(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
