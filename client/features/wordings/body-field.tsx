import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { sourceMax, type WordingProblem } from '#emails/wording.ts'
import { Segmented } from '#client/ui/segmented.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import { BlockFields, createBlocks } from './block-fields.tsx'
import { lineRange, slotOnLine } from './blocks.ts'
import { CodeField } from './code-field.tsx'
import { showIn } from './create-caret.ts'

const words = wordingWords.edit

type View = 'blocks' | 'mjml'

export interface BodyFieldProps {
  value: string
  onChange: (value: string) => void
  onFocus: (control: HTMLTextAreaElement) => void
  readOnly: boolean
  /** the layout, which is one piece */
  isWhole: boolean
  problems: readonly WordingProblem[]
  /** Takes what goes to a line of the body, in whichever view it is found. */
  onReady: (goTo: (line: number) => void) => void
}

/** The body in two views of the same source: its texts one by one, or the MJML. */
export function BodyField(props: BodyFieldProps) {
  let frame!: HTMLDivElement
  let code: HTMLTextAreaElement | undefined
  const [chosen, setChosen] = createSignal<View>('blocks')
  const { blocks, edit } = createBlocks(() => props.value)
  const view = (): View => (props.isWhole || !blocks() ? 'mjml' : chosen())
  const marks = createMemo(() => {
    const byLine = new Map<number, 'error' | 'warning'>()
    for (const { line, severity } of props.problems) if (byLine.get(line) !== 'error') byLine.set(line, severity)
    return byLine
  })

  const goTo = (line: number) => {
    const all = blocks()
    const slot = view() === 'blocks' && all ? slotOnLine(all, line) : undefined
    const field = slot && frame.querySelector<HTMLTextAreaElement>(`[data-from="${slot.from}"]`)
    if (field) return showIn(field, 0, field.value.length)
    setChosen('mjml')
    const { from, to } = lineRange(props.value, line)
    if (code) showIn(code, from, to)
  }
  // eslint-disable-next-line solid/reactivity -- asked for once, when it is there
  props.onReady(goTo)

  return (
    <div class="body-field" ref={frame}>
      <Show when={!props.isWhole}>
        <div class="body-head">
          <h2 class="body-title">{words.fields.body}</h2>
          <Segmented
            label={words.bodyView}
            value={view()}
            onChange={setChosen}
            options={[
              { value: 'blocks', label: words.blocks, disabled: !blocks() },
              { value: 'mjml', label: words.mjml },
            ]}
          />
        </div>
        <Show when={!blocks()}>
          <p class="field-hint">{words.noBlocks}</p>
        </Show>
      </Show>
      <Switch>
        <Match when={view() === 'blocks' && blocks()}>
          {(value) => (
            <BlockFields
              value={value()}
              onChange={(slot, text) => props.onChange(edit(slot, text))}
              onFocus={(control) => props.onFocus(control)}
              readOnly={props.readOnly}
            />
          )}
        </Match>
        <Match when={view() === 'mjml'}>
          <CodeField
            ref={(element) => (code = element)}
            label={words.mjml}
            hint={props.isWhole ? words.layoutBodyHint : undefined}
            value={props.value}
            onChange={(value) => props.onChange(value)}
            onFocus={(event) => props.onFocus(event.currentTarget)}
            readOnly={props.readOnly}
            marks={marks()}
            maxlength={sourceMax.body}
          />
        </Match>
      </Switch>
    </div>
  )
}
