// Who is at the queue: in memory, told to the other processes, and gone with the tab, or within a minute with its process.
import { randomUUID } from 'node:crypto'
import type { Sql } from '#db/database.ts'
import type { Present } from '#server/features/reviews/schema.ts'
import type { Logger } from '#server/log.ts'
import type { Event } from './events.ts'

const channel = 'gatehouse_presence'
const repeatMs = 20_000
const goneAfterMs = 60_000
/** What happens within it is told once. */
const gatherMs = 50
/** What fits into a notification, which has less than 8,000 bytes, beside the rest of it. */
const toldBytesMax = 7_500

export interface Presence {
  /** Is there until the function that it returns is called. */
  enter(person: Present): () => void
  /** Everybody, of every process; somebody with two tabs is there twice. */
  list(): Present[]
  stop(): Promise<void>
}

interface Told {
  process: string
  people: Present[]
  /** asks the others to say who is with them */
  isNew?: boolean
}

/** @param tell hands an event to whoever listens here */
export function startPresence(sql: Sql, log: Logger, tell: (event: Event) => void): Presence {
  const process = randomUUID()
  const here = new Set<Present>()
  const elsewhere = new Map<string, { people: Present[]; heardAt: number }>()
  let gathering: ReturnType<typeof setTimeout> | undefined

  const list = () => [...here, ...[...elsewhere.values()].flatMap(({ people }) => people)]
  const tellHere = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      tell({ kind: 'presence.changed', present: list() })
    }, gatherMs)
  }
  const tellOthers = (isNew = false) => {
    const told: Told = { process, people: fitting(here), ...(isNew && { isNew }) }
    return sql
      .notify(channel, JSON.stringify(told))
      .catch((error: unknown) => log.debug({ err: error }, 'the other processes do not hear who is here'))
  }
  let telling: ReturnType<typeof setTimeout> | undefined
  const changed = () => {
    tellHere()
    telling ??= setTimeout(() => {
      telling = undefined
      void tellOthers()
    }, gatherMs)
  }
  function hear(payload: string) {
    const told = JSON.parse(payload) as Told
    if (told.process === process) return
    const before = JSON.stringify(elsewhere.get(told.process)?.people ?? [])
    if (told.people.length > 0) elsewhere.set(told.process, { people: told.people, heardAt: performance.now() })
    else elsewhere.delete(told.process)
    if (JSON.stringify(told.people) !== before) tellHere()
    if (told.isNew && here.size > 0) void tellOthers()
  }
  // Whoever was connected before a cut may have missed something.
  const listening = sql
    .listen(channel, hear, () => void tellOthers(true))
    .catch((error: unknown) => {
      log.warn({ err: error }, 'who is at the queue with other processes is not heard')
      return undefined
    })
  const repeating = setInterval(() => {
    if (here.size > 0) void tellOthers()
    for (const [other, { heardAt }] of elsewhere)
      if (performance.now() - heardAt > goneAfterMs && elsewhere.delete(other)) tellHere()
  }, repeatMs)

  return {
    enter(person) {
      const entry = { ...person }
      here.add(entry)
      changed()
      return () => {
        if (here.delete(entry)) changed()
      }
    },
    list,
    async stop() {
      clearInterval(repeating)
      clearTimeout(gathering)
      clearTimeout(telling)
      here.clear()
      await tellOthers()
      await (await listening)?.unlisten().catch(() => {})
    },
  }
}

/** Each place of a person once, as many as can be told. */
function fitting(here: Iterable<Present>): Present[] {
  const places = new Map([...here].map((person) => [`${person.id} ${person.reviewId}`, person]))
  let bytes = 0
  return [...places.values()].filter(
    (person) => (bytes += Buffer.byteLength(JSON.stringify(person)) + 1) <= toldBytesMax,
  )
}
