// Hashing passwords: argon2id behind a bounded queue, so that a flood of log-ins costs time, not memory.
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { refuse } from '#server/refusals.ts'

/** OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. About 100 a second on two cores. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Ten seconds of work on two cores; whoever comes after that is told to come again. */
const waitingMax = 1_000

let running = 0
const waiting: (() => void)[] = []

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= availableParallelism()) {
    if (waiting.length >= waitingMax) refuse('TOO_BUSY')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    // The place goes to the next in line, or becomes free.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** Unicode twins of a password are one password (NFKC). */
const normalize = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return queued(() => hash(normalize(password), cost))
}

let decoy: Promise<string> | undefined

/** Verifies in the same time for an account without a password, or none at all (OWASP ASVS 6.3.8). */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  // Outside the queue, which may be full: a decoy that failed once would tell unknown addresses from then on.
  const none = await (decoy ??= hash('no account has this password', cost))
  const matches = await queued(() => verify(passwordHash ?? none, normalize(password)))
  return matches && passwordHash != null
}
