import { For, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import { words as shared } from '#client/words/en.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import { createChange } from './create-change.ts'
import { lastUseOf, namesOf } from './credential-view.ts'
import { LastUse } from './last-use.tsx'

const words = credentialsWords.revoke

export interface RevokeDialogProps {
  open: boolean
  /** How it is now, live. */
  credential: CredentialRow
  appName: string
  /** For portal admins: what is said, and what it is sent by, instead of the portal's own. */
  text?: string
  revoke?: typeof api.portal.credentials.revoke.mutate
  onClose: () => void
}

/** Says what stops working, and when it was last used. */
export function RevokeDialog(props: RevokeDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.title(namesOf(props.credential))}
      description={props.text ?? words.text}
      closeLabel={shared.ui.close}
    >
      <Body {...props} />
    </Dialog>
  )
}

function Body(props: RevokeDialogProps) {
  const change = createChange({
    credential: () => props.credential,
    send: (seen) => (props.revoke ?? api.portal.credentials.revoke.mutate)(seen),
    onDone: () => props.onClose(),
  })
  const lines = () =>
    words.lines(
      props.credential.keys.map(({ lastFour }) => lastFour),
      namesOf(props.credential),
      props.appName,
    )
  return (
    <>
      <ul class="credential-goes" aria-label={words.what}>
        <For each={lines()}>{(line) => <li>{line}</li>}</For>
        <li>
          <LastUse at={lastUseOf(props.credential.keys)} />
        </li>
      </ul>
      <Show when={change.wasLate()}>
        <Notice tone="warning">{credentialsWords.changed}</Notice>
      </Show>
      <FailureNotice of={change.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button variant="danger" busy={change.busy()} onClick={change.submit}>
          {words.action}
        </Button>
      </DialogActions>
    </>
  )
}
