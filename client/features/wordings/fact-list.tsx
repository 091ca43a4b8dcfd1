import ChevronDown from 'lucide-solid/icons/chevron-down'
import { For, Show } from 'solid-js'
import type { FactInfo } from '#emails/wording.ts'
import { wordingWords } from '#client/words/wordings.ts'

const words = wordingWords.factList

export interface FactListProps {
  facts: readonly FactInfo[]
  /** None: they are read only. */
  onInsert: ((fact: FactInfo) => void) | undefined
  /** Where there is little room, they are asked for. */
  isOpen: boolean
}

/** What a mail knows: each fact with what it is and its sample, written into the field used last by a press. */
export function FactList(props: FactListProps) {
  return (
    <details class="fact-list" open={props.isOpen}>
      <summary>
        <h2 class="body-title">{words.title}</h2>
        <ChevronDown size={16} />
      </summary>
      <p class="field-hint">{props.onInsert ? words.text : words.readText}</p>
      <Entries {...props} />
    </details>
  )
}

function Entries(props: Omit<FactListProps, 'isOpen'>) {
  return (
    <ul class="fact-entries">
      <For each={props.facts}>
        {(fact) => (
          <li>
            <Show when={props.onInsert} fallback={<FactLine fact={fact} />}>
              {(insert) => (
                <button
                  type="button"
                  class="fact-press"
                  // The field keeps its caret while a fact is pressed with the pointer.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => insert()(fact)}
                >
                  <span class="visually-hidden">{words.insert} </span>
                  <FactLine fact={fact} />
                </button>
              )}
            </Show>
            <Show when={fact.entries}>
              {(entries) => (
                <div class="fact-inner">
                  <p class="field-hint">{words.inEach(fact.name)}</p>
                  <Entries facts={entries()} onInsert={props.onInsert} />
                </div>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

function FactLine(props: { fact: FactInfo }) {
  return (
    <span class="fact-line">
      <code>{props.fact.name}</code>
      <span class="fact-what">
        {wordingWords.facts[props.fact.name]}
        <Show when={words.kinds[props.fact.kind]}>{(kind) => <span class="muted"> ({kind()})</span>}</Show>
      </span>
      <span class="fact-sample muted">{props.fact.sample}</span>
    </span>
  )
}
