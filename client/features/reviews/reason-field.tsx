import { createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createSettings } from '#client/features/settings/create-settings.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'

const words = deskWords.reject

export interface ReasonFieldProps {
  value: string
  onChange: (reason: string) => void
}

/**
 * The reason of a rejection, which the requester reads: typed, or one of the settings' and edited. In a `Form` its errors are
 * those of `reason`.
 */
export function ReasonField(props: ReasonFieldProps) {
  const settings = createSettings(useSession().connection)
  const presets = () => settings.value?.rejectReasons ?? []
  const chosen = () => (presets().includes(props.value) ? props.value : '')
  // What was typed before one was chosen comes back when none is.
  const [own, setOwn] = createSignal('')
  const choose = (reason: string) => {
    if (chosen() === '') setOwn(props.value)
    props.onChange(reason === '' ? own() : reason)
  }
  return (
    <>
      <Show when={presets().length > 0}>
        <SelectField
          label={words.presets}
          placeholder={words.ownReason}
          value={chosen()}
          onChange={choose}
          options={presets().map((reason) => ({ value: reason, label: reason }))}
        />
      </Show>
      <TextArea
        label={adminWords.decide.reason}
        name="reason"
        rows={4}
        maxlength={adminWords.decide.reasonMax}
        autofocus
        value={props.value}
        onChange={(reason) => props.onChange(reason)}
      />
    </>
  )
}
