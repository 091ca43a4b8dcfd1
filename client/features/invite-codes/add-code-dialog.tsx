import { createSignal, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import type { Place, Places } from '#client/features/users/create-places.ts'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import type { CodeFields as Fields } from './code-draft.ts'
import { CodeEffects } from './code-effects.tsx'
import { CodeFields } from './code-fields.tsx'
import { createCodeForm } from './create-code-form.ts'
import { ShareCode } from './share-code.tsx'
import { WithPlaces } from './with-places.tsx'

const words = inviteCodeWords.add

export interface AddCodeDialogProps {
  /** What the form starts with; undefined: closed. */
  initial: Fields | undefined
  title?: string | undefined
  places: Places
  onClose: () => void
}

/** Asks for a new code, and then shows it to be shared. */
export function AddCodeDialog(props: AddCodeDialogProps) {
  const [added, setAdded] = createSignal<CodeRow>()
  const close = () => {
    props.onClose()
    setAdded(undefined)
  }
  return (
    <>
      <Dialog
        open={props.initial !== undefined && added() === undefined}
        onClose={close}
        title={props.title ?? words.title}
        closeLabel={shared.ui.close}
        size="large"
      >
        <WithPlaces places={props.places}>
          {(places) => <AddCodeForm initial={props.initial!} places={places} onCancel={close} onAdded={setAdded} />}
        </WithPlaces>
      </Dialog>
      <Dialog
        open={added() !== undefined}
        onClose={close}
        title={words.savedTitle}
        closeLabel={shared.ui.close}
        size="large"
      >
        <Show when={added()}>{(code) => <Added code={code()} onClose={close} />}</Show>
      </Dialog>
    </>
  )
}

function AddCodeForm(props: {
  initial: Fields
  places: readonly Place[]
  onCancel: () => void
  onAdded: (code: CodeRow) => void
}) {
  const form = createCodeForm(props.initial, { choosesCode: true })
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async ({ code, ...fields }) => {
      const input = { ...fields, ...(code === '' ? {} : { code }) }
      props.onAdded(await api.admin.inviteCodes.add.mutate({ ...input, requestId: requestIds(input) }))
    })
  return (
    <Form
      label={words.title}
      onSubmit={() => void submit()}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
    >
      <CodeFields form={form} places={props.places} />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onCancel()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {inviteCodeWords.save}
        </Button>
      </DialogActions>
    </Form>
  )
}

function Added(props: { code: CodeRow; onClose: () => void }) {
  return (
    <>
      <Show when={!props.code.isActive}>
        <Notice tone="warning">{words.savedPaused}</Notice>
      </Show>
      <ShareCode code={props.code} />
      <CodeEffects {...props.code} team={props.code.team} organizationName={props.code.organization.name} />
      <DialogActions>
        <LinkButton href={`/admin/invite-codes/${props.code.id}`} onClick={() => props.onClose()}>
          {words.open}
        </LinkButton>
        <Button variant="primary" onClick={() => props.onClose()}>
          {words.done}
        </Button>
      </DialogActions>
    </>
  )
}
