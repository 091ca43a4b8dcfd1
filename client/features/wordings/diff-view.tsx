import { createMemo, For, Match, Show, Switch } from 'solid-js'
import type { WordingSource } from '#emails/wording.ts'
import { wordingWords } from '#client/words/wordings.ts'
import { diffWordings, type DiffLine } from './wording-diff.ts'
import './diff-view.css'

const words = wordingWords.diff
const signs = { same: ' ', removed: '−', added: '+' }

export interface DiffViewProps {
  before: WordingSource
  after: WordingSource
  /** what the two are called */
  names: { before: string; after: string }
  /** said when they do not differ */
  same: string
}

/** How two wordings differ, field by field: − and + in front of lines, and what changed within them marked. */
export default function DiffView(props: DiffViewProps) {
  const fields = createMemo(() => diffWordings(props.before, props.after))
  return (
    <Show when={fields().length > 0} fallback={<p class="muted">{props.same}</p>}>
      <p class="field-hint">{words.legend(props.names.before, props.names.after)}</p>
      <For each={fields()}>
        {({ field, lines }) => (
          <div class="diff">
            <p class="diff-field" aria-hidden="true">
              {wordingWords.edit.fields[field]}
            </p>
            <div class="diff-lines" role="region" aria-label={wordingWords.edit.fields[field]} tabindex="0">
              <For each={lines}>{(line) => <Line line={line} />}</For>
            </div>
          </div>
        )}
      </For>
    </Show>
  )
}

function Line(props: { line: DiffLine }) {
  const said = () => props.line.kind !== 'gap' && props.line
  return (
    <Show when={said()} fallback={<p class="diff-gap">{props.line.kind === 'gap' && words.gap(props.line.count)}</p>}>
      {(line) => (
        <p class="diff-line" data-kind={line().kind}>
          <span class="diff-sign" aria-hidden="true">
            {signs[line().kind]}
          </span>
          <Switch>
            <Match when={line().kind === 'removed'}>
              <span class="visually-hidden">{words.removed}: </span>
            </Match>
            <Match when={line().kind === 'added'}>
              <span class="visually-hidden">{words.added}: </span>
            </Match>
          </Switch>
          <span class="diff-text">
            <For each={line().pieces}>
              {(piece) => (
                <Show when={piece.isChanged} fallback={piece.text}>
                  <mark>{piece.text}</mark>
                </Show>
              )}
            </For>
          </span>
        </p>
      )}
    </Show>
  )
}
