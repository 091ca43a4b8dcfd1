import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'

/** 0 (among the first guesses) to 4 (strong), as zxcvbn scores. */
export type Score = 0 | 1 | 2 | 3 | 4

export interface StrengthQuestion {
  id: number
  password: string
  /** facts about its owner, which are guessed first */
  known: string[]
}

export interface StrengthAnswer {
  id: number
  score: Score
}

/** A pause in typing; each keystroke by itself is not worth an estimate. */
const pauseMs = 150

/**
 * Estimates a password while it is typed; undefined while it is empty, not known yet, or where there are no workers. The worker
 * and its dictionaries (200 kB gzip) are loaded with the first character.
 */
export function createStrength(
  password: Accessor<string>,
  known: Accessor<readonly string[]>,
): Accessor<Score | undefined> {
  const [score, setScore] = createSignal<Score>()
  let worker: Worker | undefined
  let asked = 0
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    clearTimeout(pause)
    worker?.terminate()
  })

  function start(): Worker {
    const started = new Worker(new URL('./strength-worker.ts', import.meta.url), { type: 'module' })
    // Only the latest answer counts: what was typed before it is gone.
    started.onmessage = ({ data: answer }: MessageEvent<StrengthAnswer>) => {
      if (answer.id === asked) setScore(answer.score)
    }
    // Not loaded: the form works without, and the server has the last word anyway.
    started.onerror = () => setScore(undefined)
    return started
  }

  createEffect(
    on(password, (typed) => {
      clearTimeout(pause)
      const id = ++asked
      if (typed === '') return setScore(undefined)
      if (typeof Worker === 'undefined') return
      worker ??= start()
      pause = setTimeout(
        () => worker?.postMessage({ id, password: typed, known: [...known()] } satisfies StrengthQuestion),
        pauseMs,
      )
    }),
  )
  return score
}
