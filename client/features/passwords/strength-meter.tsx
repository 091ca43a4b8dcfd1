import { For, Show } from 'solid-js'
import { accountWords } from '#client/words/account.ts'
import { createStrength, type Score } from './create-strength.ts'
import './strength-meter.css'

export interface StrengthMeterProps {
  password: string
  /** least characters that the portal accepts */
  minimum: number
  /** facts about the password's owner: address, names */
  known?: readonly string[] | undefined
}

const tones = ['danger', 'danger', 'warning', 'success', 'success'] as const

/** How strong a new password is, in words and as a bar; nothing before anything is typed. */
export function StrengthMeter(props: StrengthMeterProps) {
  const score = createStrength(
    () => props.password,
    () => (props.known ?? []).flatMap((fact) => [fact, ...fact.split(/[@.\s]+/)]).filter((fact) => fact.length > 2),
  )
  const isShort = () => props.password.normalize('NFKC').length < props.minimum
  // A short one is never praised, whatever it consists of.
  const level = (): Score | undefined => (isShort() ? (Math.min(score() ?? 1, 1) as Score) : score())
  const text = () =>
    isShort() ? accountWords.strength.short : level() === undefined ? '' : accountWords.strength.levels[level()!]
  return (
    <div
      class="strength"
      data-tone={level() === undefined ? undefined : tones[level()!]}
      hidden={props.password === ''}
    >
      <div class="strength-bar" aria-hidden="true">
        <For each={[1, 2, 3, 4]}>
          {(step) => <span data-on={(level() ?? 0) >= step || step === 1 ? '' : undefined} />}
        </For>
      </div>
      <p class="strength-text" aria-live="polite">
        <Show when={props.password !== ''}>{text()}</Show>
      </p>
    </div>
  )
}
