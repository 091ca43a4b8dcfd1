import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { Index, Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { overviewWords } from '#client/words/overview.ts'
import { rejectReasonsMax } from '#server/features/settings/schema.ts'
import './reasons-field.css'

const words = overviewWords.settings

export interface ReasonsFieldProps {
  reasons: readonly string[]
  onChange: (reasons: string[]) => void
  disabled: boolean
}

/** The sentences that a rejection offers, in the order in which they are offered. */
export function ReasonsField(props: ReasonsFieldProps) {
  let list!: HTMLOListElement
  let add: HTMLButtonElement | undefined
  const last = () => props.reasons.length - 1

  /** The focus goes along with what it acts on, once that is drawn. */
  const change = (reasons: string[], focus: () => HTMLElement | null | undefined) => {
    props.onChange(reasons)
    queueMicrotask(() => focus()?.focus())
  }
  const inRow = (index: number, selector: string) => list.children[index]?.querySelector<HTMLElement>(selector)
  const move = (index: number, by: -1 | 1) => {
    const reasons = [...props.reasons]
    const [moved] = reasons.splice(index, 1)
    reasons.splice(index + by, 0, moved!)
    const pressed = by < 0 ? '[data-move=up]' : '[data-move=down]'
    // At either end one of the two is off, and the other is beside it.
    change(reasons, () => inRow(index + by, `${pressed}:enabled`) ?? inRow(index + by, '[data-move]:enabled'))
  }
  const remove = (index: number) =>
    change(
      props.reasons.filter((_, at) => at !== index),
      // eslint-disable-next-line solid/reactivity -- runs once that is drawn
      () => inRow(Math.min(index, last()), 'textarea') ?? add,
    )

  return (
    <fieldset class="reasons" disabled={props.disabled}>
      <legend>{words.reasons}</legend>
      <p class="field-hint">{words.reasonsHint}</p>
      <ol class="reasons-list" ref={list}>
        <Index each={props.reasons}>
          {(reason, index) => (
            <li class="reasons-row">
              <TextArea
                label={words.reason(index + 1)}
                name={`rejectReasons.${index}`}
                rows={2}
                value={reason()}
                onChange={(typed) => props.onChange(props.reasons.map((one, at) => (at === index ? typed : one)))}
                disabled={props.disabled}
              />
              <Show when={!props.disabled}>
                <div class="reasons-acts">
                  <IconButton
                    label={words.moveUp(index + 1)}
                    icon={ArrowUp}
                    data-move="up"
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <IconButton
                    label={words.moveDown(index + 1)}
                    icon={ArrowDown}
                    data-move="down"
                    disabled={index === last()}
                    onClick={() => move(index, 1)}
                  />
                  <IconButton label={words.removeReason(index + 1)} icon={Trash} onClick={() => remove(index)} />
                </div>
              </Show>
            </li>
          )}
        </Index>
      </ol>
      <Show when={!props.disabled && props.reasons.length < rejectReasonsMax}>
        <Button
          size="small"
          icon={Plus}
          ref={(button) => (add = button)}
          // eslint-disable-next-line solid/reactivity -- runs once that is drawn
          onClick={() => change([...props.reasons, ''], () => inRow(last(), 'textarea'))}
        >
          {words.addReason}
        </Button>
      </Show>
    </fieldset>
  )
}
