import { createMemo, For } from 'solid-js'
import type { JSX } from 'solid-js'
import { Field } from '#client/ui/field.tsx'
import './code-field.css'

export interface CodeFieldProps {
  label: string
  hint?: JSX.Element
  value: string
  onChange: (value: string) => void
  onFocus: (event: FocusEvent & { currentTarget: HTMLTextAreaElement }) => void
  readOnly: boolean
  /** what is wrong with a line, by its number from 1 */
  marks: ReadonlyMap<number, 'error' | 'warning'>
  maxlength: number
  ref: (element: HTMLTextAreaElement) => void
}

/** A source with the numbers of its lines. Tab leaves it: whoever types by keyboard alone must get out. */
export function CodeField(props: CodeFieldProps) {
  let gutter!: HTMLDivElement
  const lines = createMemo(() => props.value.split('\n').map((_, at) => at + 1))
  const signs = { error: '✕', warning: '!' }
  return (
    <Field
      label={props.label}
      hint={props.hint}
      control={(ids) => (
        <div class="code-field">
          <div class="code-gutter" ref={gutter} aria-hidden="true">
            <For each={lines()}>
              {(line) => (
                <span data-mark={props.marks.get(line)}>
                  {signs[props.marks.get(line)!]} {line}
                </span>
              )}
            </For>
          </div>
          <textarea
            ref={(element) => props.ref(element)}
            id={ids().id}
            class="code-text"
            value={props.value}
            wrap="off"
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            translate="no"
            maxlength={props.maxlength}
            readOnly={props.readOnly}
            aria-describedby={ids().describedBy}
            onInput={(event) => props.onChange(event.currentTarget.value)}
            onFocus={(event) => props.onFocus(event)}
            onScroll={(event) => (gutter.scrollTop = event.currentTarget.scrollTop)}
          />
        </div>
      )}
    />
  )
}
