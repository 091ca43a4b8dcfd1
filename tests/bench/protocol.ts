// What the parent of a benchmark and its processes say to each other. Times are nanoseconds of the machine's monotonic clock,
// which all processes share.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const nowNs = () => Number(process.hrtime.bigint())

/** The processor's time that this process has had. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** How much a payload weighs on the wire, about: a review row. */
export const payloadBytes = 450

/** Every event carries its number, padded to its weight. */
export const textOf = (n: number) => `${n}:${'x'.repeat(payloadBytes)}`
export const numberOf = (text: string) => Number.parseInt(text)

export type ServerCommand =
  | { do: 'paced'; first: number; count: number; everyMs: number }
  | { do: 'burst'; first: number; count: number }
  | { do: 'cookies'; count: number }
  | { do: 'hash'; count: number }
  /** registers so many people, with a hash made before, spread over so many invite codes */
  | { do: 'register'; count: number; codes: number }
  /** registers so many people, one every so many milliseconds */
  | { do: 'arrive'; count: number; everyMs: number }
  /** issues so many keys, under a plan with every limit there is, for one base URL */
  | { do: 'keys'; count: number; baseUrl: string }
  | { do: 'memory' }
export type ServerAnswer = {
  /** when each event was committed (or handed to the sockets, where there is no commit) */
  atNs?: number[]
  cookies?: string[]
  keys?: string[]
  tookMs?: number
  residentMb?: number
  /** of the processor, since the start */
  cpuMs?: number
}

export type SubscribersCommand =
  | { do: 'open'; url: string; cookies: string[]; count: number; subscribes: boolean }
  | { do: 'expect'; first: number; count: number }
  | { do: 'close' }
export type SubscribersAnswer = {
  /** per event, when it arrived at each subscriber */
  arrivedNs?: number[][]
}

export type RequestsCommand = { url: string; headers: string[][]; connections: number; forMs: number }
export type RequestsAnswer = { perSecond: number; answered: number; refused: number }

/** A process of its own, so that nobody shares an event loop with what is measured. */
export interface Peer<C, A> {
  child: ChildProcess
  ask(command: C): Promise<A>
  end(): Promise<void>
}

export async function startPeer<C, A>(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Peer<C, A> & { hello: string }> {
  const child = fork(join(import.meta.dirname, file), args, { env: { PATH: process.env.PATH, ...env } })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}`)
  })
  // Whoever asks hears of it; nobody does at the orderly end.
  ended.catch(() => {})
  const listen = async () => ((await Promise.race([once(child, 'message'), ended])) as [unknown])[0]
  const hello = (await listen()) as string
  let last: Promise<unknown> = Promise.resolve()
  return {
    child,
    hello,
    ask(command) {
      // One question at a time, so that the next message is its answer.
      const answered = last.then(async () => {
        child.send(command as never)
        return (await listen()) as A
      })
      last = answered.catch(() => {})
      return answered
    },
    async end() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

/** Serves the questions of the parent until it goes. */
export function answerParent<C, A>(hello: string, answer: (command: C) => Promise<A>): void {
  process.on('message', (command) => {
    void answer(command as C).then((said) => process.send!(said as never))
  })
  process.on('disconnect', () => process.exit())
  process.send!(hello)
}
