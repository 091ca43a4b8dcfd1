import { For, Show, type JSX } from 'solid-js'
import { sourceMax, type WordingField, type WordingProblem } from '#emails/wording.ts'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import { BodyField } from './body-field.tsx'
import { lineRange } from './blocks.ts'
import { showIn, type Caret } from './create-caret.ts'
import type { WordingEdit } from './create-wording-edit.ts'

const words = wordingWords.edit

/** What shows the place that a problem names. */
export type GoTo = (problem: Pick<WordingProblem, 'field' | 'line'>) => void

export interface WordingFieldsProps {
  edit: WordingEdit
  caret: Caret
  readOnly: boolean
  problems: readonly WordingProblem[]
  onReady: (goTo: GoTo) => void
}

/** The five sources of a mail, or the two of the layout. */
export function WordingFields(props: WordingFieldsProps) {
  let frame!: HTMLDivElement
  let goToBody: ((line: number) => void) | undefined
  const isLayout = () => props.edit.name === 'layout'
  const goTo: GoTo = ({ field, line }) => {
    if (field === 'body') return goToBody?.(line)
    const control = frame.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name=${field}]`)
    if (!control) return
    const { from, to } = lineRange(control.value, line)
    showIn(control, from, to)
  }
  // eslint-disable-next-line solid/reactivity -- asked for once, when it is there
  props.onReady(goTo)
  const errorOf = (field: WordingField) =>
    props.problems.find((one) => one.field === field && one.severity === 'error')?.sentence

  const Line = (own: { field: 'subject' | 'preview' | 'why' }): JSX.Element => (
    <TextField
      label={words.fields[own.field]}
      name={own.field}
      hint={words.hints[own.field]}
      error={errorOf(own.field)}
      value={props.edit.source[own.field]}
      onChange={(value) => props.edit.set(own.field, value)}
      onFocus={(event) => props.caret.hold(event.currentTarget, own.field)}
      readOnly={props.readOnly}
      maxlength={sourceMax[own.field]}
      autocomplete="off"
    />
  )
  return (
    <div class="wording-fields" ref={frame}>
      <Show when={!isLayout()}>
        <For each={['subject', 'preview'] as const}>{(field) => <Line field={field} />}</For>
      </Show>
      <BodyField
        value={props.edit.source.body}
        onChange={(value) => props.edit.set('body', value)}
        onFocus={(control) => props.caret.hold(control, 'body')}
        readOnly={props.readOnly}
        isWhole={isLayout()}
        problems={props.problems.filter(({ field }) => field === 'body')}
        onReady={(go) => (goToBody = go)}
      />
      <TextArea
        class="wording-text"
        label={words.fields.text}
        name="text"
        hint={isLayout() ? words.layoutTextHint : words.hints.text}
        error={errorOf('text')}
        value={props.edit.source.text}
        onChange={(value) => props.edit.set('text', value)}
        onFocus={(event) => props.caret.hold(event.currentTarget, 'text')}
        readOnly={props.readOnly}
        maxlength={sourceMax.text}
        spellcheck
      />
      <Show when={!isLayout()}>
        <Line field="why" />
      </Show>
    </div>
  )
}
