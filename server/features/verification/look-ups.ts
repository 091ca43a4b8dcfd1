// Asking Postgres about keys, one question at a time for all who ask meanwhile: however many keys are made up by strangers, they cost
// the database one connection, and nobody who asks with a good key is kept out by them for long.

const batchMax = 500
/** More are turned away at once: the gateway says "try again" instead of waiting for its own time to run out. */
const waitingMax = 5_000
/** A connection that has died without a word must not make everybody wait for it. */
const patienceMs = 3_000

interface Waiting<T> {
  hashes: string[]
  answer: PromiseWithResolvers<T | undefined>
}

/** @param find answers by the hash that matched */
export function createLookUps<T>(find: (hashes: string[]) => Promise<Map<string, T>>) {
  const waiting: Waiting<T>[] = []
  let isAsking = false

  async function askAll(): Promise<void> {
    isAsking = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchMax)
      try {
        const found = await withPatience(find(batch.flatMap(({ hashes }) => hashes)))
        for (const { hashes, answer } of batch)
          answer.resolve(hashes.map((hash) => found.get(hash)).find((one) => one !== undefined))
      } catch (error) {
        for (const { answer } of batch) answer.reject(error)
      }
    }
    isAsking = false
  }

  /** Looks for a key by its hashes under all secrets; what is read is never older than the call. */
  return function lookUp(hashes: string[]): Promise<T | undefined> {
    if (waiting.length >= waitingMax) return Promise.reject(new Error('more keys wait to be looked up than can be'))
    const answer = Promise.withResolvers<T | undefined>()
    waiting.push({ hashes, answer })
    if (!isAsking) void askAll()
    return answer.promise
  }
}

/** @throws Error when Postgres has not answered in time */
export function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Postgres has not answered within ${patienceMs} ms`)), patienceMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
