// The open sockets of this process: who may open one, when it is closed, and when it is cut off.
import type { WebSocket } from 'ws'
import type { Sql } from '#db/database.ts'
import { findLiveSessions } from '#server/features/auth/lucia.ts'
import type { Logger } from '#server/log.ts'

/** Close codes: 4401 makes the client ask who is signed in before it comes back; 1013 means "too slow, come again". */
export const closeCodes = { sessionEnded: 4401, tooSlow: 1013, goingAway: 1001 }

/** Well before a stalled reader costs memory: a thousand of them at once hold 1 GB at most. */
const bufferedBytesMax = 1 << 20
const checkMs = 1_000
const perAccountMax = 50
const perAddressMax = 200

export interface SocketOwner {
  /** undefined for an anonymous socket */
  sessionHash: string | undefined
  accountId: string | undefined
  rightsChangedIn: string
  address: string
}

export interface Sockets {
  /** Whether one more may be opened; asked before the upgrade. */
  hasRoom(owner: SocketOwner): boolean
  add(socket: WebSocket, owner: SocketOwner): void
  /** Closes every socket whose session has ended or whose person's rights have changed; awaited before a caller is answered. */
  revalidate(): Promise<void>
  count(): number
  stop(): void
}

export function createSockets(sql: Sql, log: Logger): Sockets {
  const owners = new Map<WebSocket, SocketOwner>()
  const countWhere = (matches: (owner: SocketOwner) => boolean) => [...owners.values()].filter(matches).length

  async function revalidate() {
    const hashes = [...new Set([...owners.values()].flatMap((owner) => owner.sessionHash ?? []))]
    if (hashes.length === 0) return
    const live = await findLiveSessions(sql, hashes)
    for (const [socket, owner] of owners) {
      if (owner.sessionHash === undefined || !hashes.includes(owner.sessionHash)) continue
      if (live.get(owner.sessionHash) === owner.rightsChangedIn) continue
      drop(socket, closeCodes.sessionEnded, 'session ended')
    }
  }

  /** Says goodbye, and does not wait for an answer: nothing more is served from here on. */
  function drop(socket: WebSocket, code: number, reason: string) {
    owners.delete(socket)
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), 1_000).unref()
  }

  function cutSlowReaders() {
    for (const [socket, owner] of owners) {
      if (socket.bufferedAmount <= bufferedBytesMax) continue
      log.warn({ bufferedBytes: socket.bufferedAmount, accountId: owner.accountId }, 'cut off a slow reader')
      drop(socket, closeCodes.tooSlow, 'too slow')
      socket.terminate()
    }
  }

  // Sessions that another process ended are found here, within the interval.
  const timer = setInterval(() => {
    cutSlowReaders()
    revalidate().catch((error: unknown) => log.warn({ err: error }, 'checking sessions of sockets failed'))
  }, checkMs)

  return {
    hasRoom: (owner) =>
      owner.accountId === undefined
        ? countWhere((other) => other.accountId === undefined && other.address === owner.address) < perAddressMax
        : countWhere((other) => other.accountId === owner.accountId) < perAccountMax,
    add(socket, owner) {
      owners.set(socket, owner)
      socket.once('close', () => owners.delete(socket))
    },
    revalidate,
    count: () => owners.size,
    stop() {
      clearInterval(timer)
      for (const socket of [...owners.keys()]) drop(socket, closeCodes.goingAway, 'the server restarts')
    },
  }
}
