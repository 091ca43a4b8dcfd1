import { createEffect, createSignal, on, Show } from 'solid-js'
import { bulkWords } from '#client/words/bulk.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { addSample, doneOf, speedOf, totalOf, type Sample } from './run-list.ts'
import './bulk.css'

const words = bulkWords.strip

/** How far a run is: counts, a bar, how fast it goes and how long it will take. */
export function RunProgress(props: { run: BulkRun; ownId: string | undefined }) {
  const [samples, setSamples] = createSignal<Sample[]>([])
  const done = () => doneOf(props.run)
  const total = () => totalOf(props.run)
  createEffect(on(done, (count) => setSamples((before) => addSample(before, { at: Date.now(), done: count }))))
  const isStopping = () => props.run.state === 'cancelled'
  const speed = () => (isStopping() ? undefined : speedOf(samples(), total()))
  const says = () =>
    props.run.state === 'undoing' ? words.undoing(done(), total()) : words.running(props.run.act, done(), total())
  return (
    <div class="run-progress">
      <p class="run-progress-text">
        <b>{says()}</b>
        <span class="muted">
          <Show when={props.run.by && props.run.by.id !== props.ownId}>{words.by(props.run.by!.name)} </Show>
          <Show when={!isStopping()} fallback={words.stopping}>
            <Show when={speed()}>{(known) => words.speed(known().perSecond, known().secondsLeft)}</Show>
          </Show>
        </span>
        <Show when={props.run.failed > 0}>
          <span class="run-failed">{words.failedSoFar(props.run.failed)}</span>
        </Show>
      </p>
      <progress aria-label={words.progress} max={Math.max(1, total())} value={done()} />
    </div>
  )
}
