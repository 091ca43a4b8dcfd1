// What a wording looks like and what is wrong with it, asked at each pause of the typing; answers that were overtaken are dropped.
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { FramedInput, PreviewInput, WordingPreview } from '#server/features/wordings/schema.ts'

export type Preview = ReturnType<typeof createPreview>

/** What can be shown: what the inbox and the text version say, and what the frame is asked with. */
export interface Shown {
  said: NonNullable<WordingPreview['shown']>
  asked: PreviewInput
}

const pauseMs = 400

export function createPreview(input: Accessor<PreviewInput>) {
  const [problems, setProblems] = createSignal<WordingPreview['problems']>()
  const [shown, setShown] = createSignal<Shown>()
  const [failure, setFailure] = createSignal<Failure>()
  const [isChecking, setIsChecking] = createSignal(true)
  let generation = 0
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    generation++
    clearTimeout(pause)
  })

  async function check(asked: PreviewInput) {
    const mine = ++generation
    try {
      const answer = await api.admin.wordings.preview.mutate(asked)
      if (mine !== generation) return
      setProblems(answer.problems)
      setFailure(undefined)
      if (answer.shown) setShown({ said: answer.shown, asked })
    } catch (error) {
      if (mine !== generation) return
      setFailure(toFailure(error))
    }
    setIsChecking(false)
  }
  /** Whatever is on its way is of no use any more. */
  function checkIn(ms: number) {
    generation++
    clearTimeout(pause)
    setIsChecking(true)
    pause = setTimeout(() => void check(input()), ms)
  }
  createEffect(
    on(
      () => JSON.stringify(input()),
      (_, before) => checkIn(before === undefined ? 0 : pauseMs),
    ),
  )

  const count = (severity: 'error' | 'warning') => problems()?.filter((one) => one.severity === severity).length ?? 0
  return {
    problems,
    errors: () => count('error'),
    warnings: () => count('warning'),
    /** The last version without errors. */
    shown,
    /** Whether what is shown is not what is typed, because of errors. */
    isBehind: () => count('error') > 0,
    isChecking,
    failure,
    retry: () => checkIn(0),
  }
}

/** What the frame is asked with. */
export const framedOf = ({ asked }: Shown, scheme: FramedInput['scheme']): FramedInput => ({ ...asked, scheme })
