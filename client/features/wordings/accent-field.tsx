import { createMemo, For, Show } from 'solid-js'
import { TextField } from '#client/ui/text-field.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import { isHex, judgeAccent, type GroundVerdict } from './accent-verdict.ts'

const words = wordingWords.brand

export interface AccentFieldProps {
  value: string
  onChange: (value: string) => void
  disabled: boolean
}

/** The accent, picked or typed, and how well it is read on both grounds of a mail. */
export function AccentField(props: AccentFieldProps) {
  // A picker knows complete colours only: while one is typed it shows the last.
  const picked = createMemo<string>((last) => (isHex(props.value) ? props.value.toLowerCase() : last), '#000000')
  return (
    <>
      <div class="accent">
        <TextField
          label={words.accent}
          name="accent"
          value={props.value}
          onChange={(value) => props.onChange(value.trim())}
          disabled={props.disabled}
          autocomplete="off"
          spellcheck={false}
          maxlength={7}
          class="accent-hex"
        />
        <input
          type="color"
          class="accent-picker"
          aria-label={words.accentPick}
          value={picked()}
          onInput={(event) => props.onChange(event.currentTarget.value)}
          disabled={props.disabled}
        />
      </div>
      <p class="field-hint">{words.accentHint}</p>
      <Show when={isHex(props.value)}>
        <Verdicts hex={props.value.toLowerCase()} />
      </Show>
    </>
  )
}

function Verdicts(props: { hex: string }) {
  const judged = createMemo(() => judgeAccent(props.hex))
  const said = ({ used }: GroundVerdict, ground: 'light' | 'dark') => {
    if (used === props.hex) return words.asIs
    return ground === 'light' ? words.darker(used) : words.lighter(used)
  }
  return (
    <ul class="accent-verdicts" aria-live="polite">
      <For each={['light', 'dark'] as const}>
        {(ground) => (
          <li>
            <span
              class="accent-sample"
              data-ground={ground}
              style={{ color: judged()[ground].used }}
              aria-hidden="true"
            >
              Aa
            </span>
            <span>
              <b>{ground === 'light' ? words.onWhite : words.onDark}</b>{' '}
              {words.ratio(judged()[ground].ratio.toFixed(1))}
              {' · '}
              {words.verdicts[judged()[ground].verdict]}. {said(judged()[ground], ground)}
            </span>
          </li>
        )}
      </For>
    </ul>
  )
}
