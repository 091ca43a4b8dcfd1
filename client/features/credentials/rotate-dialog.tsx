import { createSignal, For, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import { words as shared } from '#client/words/en.ts'
import { overlapHours, type CredentialRow } from '#server/features/credentials/schema.ts'
import { createChange } from './create-change.ts'
import { namesOf } from './credential-view.ts'
import { LastUse, toMinute } from './last-use.tsx'

const words = credentialsWords.rotate
const hourMs = 3_600_000

export interface RotateDialogProps {
  open: boolean
  /** How it is now, live. */
  credential: CredentialRow
  /** For portal admins: what is said, and what it is sent by, instead of the portal's own. */
  text?: string
  rotate?: typeof api.portal.credentials.rotate.mutate
  onClose: () => void
}

/** Asks how long the old key shall go on, and says what becomes of it. */
export function RotateDialog(props: RotateDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.title(namesOf(props.credential))}
      description={props.text ?? words.text}
      closeLabel={shared.ui.close}
    >
      <RotateForm {...props} />
    </Dialog>
  )
}

function RotateForm(props: RotateDialogProps) {
  const [hours, setHours] = createSignal<(typeof overlapHours)[number]>(24)
  const requestIds = createRequestIds()
  const change = createChange({
    credential: () => props.credential,
    send: (seen) => {
      const input = { ...seen, overlapHours: hours() }
      const rotate = props.rotate ?? api.portal.credentials.rotate.mutate
      return rotate({ ...input, requestId: requestIds(input) })
    },
    onDone: () => props.onClose(),
  })
  const keys = () => props.credential.keys
  // An overlap is no way to live longer than the plan says.
  const ends = () => {
    const { expiresAt } = props.credential
    return Math.min(Date.now() + hours() * hourMs, expiresAt ? Date.parse(expiresAt) : Infinity)
  }
  return (
    <Form label={words.action} summaryTitle={shared.ui.problems} busy={change.busy()} onSubmit={change.submit}>
      <SelectField
        label={words.label}
        value={String(hours())}
        onChange={(value) => setHours(overlapHours.find((one) => String(one) === value)!)}
        options={overlapHours.map((one) => ({ value: String(one), label: words.overlaps[one]! }))}
      />
      <ul class="credential-goes">
        <For each={keys()}>
          {(key) => (
            <li>
              {key.worksUntil
                ? words.earlier(key.lastFour)
                : hours() === 0
                  ? words.ends(key.lastFour)
                  : words.goesOn(key.lastFour, toMinute(ends()))}{' '}
              <LastUse at={key.lastUsedAt} />.
            </li>
          )}
        </For>
        <Show when={props.credential.plan?.keyLifetimeDays}>{(days) => <li>{words.renews(days())}</li>}</Show>
      </ul>
      <Show when={change.wasLate()}>
        <Notice tone="warning">{credentialsWords.changed}</Notice>
      </Show>
      <FailureNotice of={change.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={change.busy()}>
          {words.action}
        </Button>
      </DialogActions>
    </Form>
  )
}
