import CircleX from 'lucide-solid/icons/circle-x'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { Preview } from './create-preview.ts'
import type { GoTo } from './wording-fields.tsx'

const words = wordingWords.problems
const icons = { error: CircleX, warning: TriangleAlert }

/** What is wrong with the wording, each with its place; a press goes there. Said politely when it changes. */
export function ProblemList(props: { preview: Preview; onGoTo: GoTo }) {
  const count = () => words.counted(props.preview.errors(), props.preview.warnings())
  return (
    <section class="problems" aria-label={words.title} data-tone={props.preview.errors() > 0 ? 'danger' : 'warning'}>
      <p class="problems-head" role="status">
        <Show when={props.preview.problems()} fallback={<span class="muted">{words.checking}</span>}>
          <Show when={count()} fallback={<span class="muted">{words.none}</span>}>
            <b>{words.title}</b> {count()}
          </Show>
        </Show>
      </p>
      <Show when={props.preview.failure()}>
        {(failure) => (
          <Notice
            tone="warning"
            title={words.failedTitle}
            action={
              <Button size="small" onClick={() => props.preview.retry()}>
                {shared.ui.retry}
              </Button>
            }
          >
            {failure().sentence}
          </Notice>
        )}
      </Show>
      <Show when={props.preview.problems()?.length}>
        <ul class="problem-lines">
          <For each={props.preview.problems()}>
            {(problem) => (
              <li>
                <button
                  type="button"
                  class="problem"
                  data-severity={problem.severity}
                  onClick={() => props.onGoTo(problem)}
                >
                  <Dynamic component={icons[problem.severity]} size={14} />
                  <span>
                    <b>
                      {words[problem.severity]}: {words.where(wordingWords.edit.fields[problem.field], problem.line)}
                    </b>{' '}
                    {problem.sentence}
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
