import { createEffect, createSignal, on, Show } from 'solid-js'
import { recordWords } from '#client/words/records.ts'
import { addSample, speedOf, type Sample } from './speed.ts'
import './run-progress.css'

const words = recordWords.progress

export interface RunProgressProps {
  /** "Approving: 120 of 340" */
  says: string
  done: number
  total: number
  failed: number
  /** whose it is, unless it is the reader's own */
  by: string | undefined
  /** It was cancelled, and ends with what it is at. */
  isStopping: boolean
}

/** How far many things at once are: counts, a bar, how fast it goes and how long it will take. */
export function RunProgress(props: RunProgressProps) {
  const [samples, setSamples] = createSignal<Sample[]>([])
  createEffect(
    on(
      () => props.done,
      (done) => setSamples((before) => addSample(before, { at: Date.now(), done })),
    ),
  )
  const speed = () => (props.isStopping ? undefined : speedOf(samples(), props.total))
  return (
    <div class="run-progress">
      <p class="run-progress-text">
        <b>{props.says}</b>
        <Show when={props.by}>{(name) => <span class="muted">{words.by(name())}</span>}</Show>
        <span class="muted">
          <Show when={!props.isStopping} fallback={words.stopping}>
            <Show when={speed()}>{(known) => words.speed(known().perSecond, known().secondsLeft)}</Show>
          </Show>
        </span>
        <Show when={props.failed > 0}>
          <span class="run-progress-failed">{words.failedSoFar(props.failed)}</span>
        </Show>
      </p>
      <progress aria-label={words.label} max={Math.max(1, props.total)} value={props.done} />
    </div>
  )
}
