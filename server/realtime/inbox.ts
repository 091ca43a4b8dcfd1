// What waits for one subscriber between the reader that fills it and the generator that empties it.
import type { Event, Position } from './events.ts'

export interface Delivery {
  /** undefined: it is not in the log, and passes between two that are */
  position: Position | undefined
  event: Event
}

export interface Taken {
  deliveries: Delivery[]
  delayed?: boolean
  /** Too much waited and was dropped up to here: the subscriber must start again as new. */
  droppedUpTo?: Position
}

export interface Inbox {
  /** Everything up to here was there before the inbox was opened. */
  opened: Position
  push(delivery: Delivery): void
  setDelayed(isDelayed: boolean): void
  /** Takes all that waits, waiting for the first; undefined once the inbox is closed. */
  take(): Promise<Taken | undefined>
  close(): void
}

/** A subscriber this far behind starts again as new, which costs less than its backlog. */
const deliveriesMax = 10_000

/** Opens an inbox; `onClose` is called once. */
export function createInbox(opened: Position, onClose: () => void): Inbox {
  let deliveries: Delivery[] = []
  let delayed: boolean | undefined
  let droppedUpTo: Position | undefined
  let isClosed = false
  let waiting: (() => void) | undefined

  const rouse = () => {
    waiting?.()
    waiting = undefined
  }
  const inbox: Inbox = {
    opened,
    push(delivery) {
      if (isClosed) return
      deliveries.push(delivery)
      // Not closed: that would end the subscription for good, without the client noticing.
      if (deliveries.length > deliveriesMax) {
        deliveries = []
        droppedUpTo = delivery.position ?? droppedUpTo ?? opened
      }
      rouse()
    },
    setDelayed(isDelayed) {
      delayed = isDelayed
      rouse()
    },
    async take() {
      if (!isClosed && deliveries.length === 0 && delayed === undefined && !droppedUpTo) {
        await new Promise<void>((resolve) => (waiting = resolve))
      }
      if (isClosed) return undefined
      const taken: Taken = {
        deliveries,
        ...(delayed === undefined ? {} : { delayed }),
        ...(droppedUpTo && { droppedUpTo }),
      }
      deliveries = []
      delayed = droppedUpTo = undefined
      return taken
    },
    close() {
      if (isClosed) return
      isClosed = true
      deliveries = []
      onClose()
      rouse()
    },
  }
  return inbox
}
