import { createSignal, Show } from 'solid-js'
import { namesOf } from '#client/features/credentials/credential-view.ts'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { appsWords } from '#client/words/apps.ts'
import { words as shared } from '#client/words/en.ts'
import type { PendingAccess } from '#server/features/apps/schema.ts'

const words = appsWords.request

/** Takes back a request that nobody has decided. */
export function WithdrawDialog(props: { open: boolean; request: PendingAccess; onClose: () => void }) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.withdrawTitle(namesOf(props.request))}
      description={words.withdrawText}
      closeLabel={shared.ui.close}
      size="small"
    >
      <Body request={props.request} onClose={() => props.onClose()} />
    </Dialog>
  )
}

function Body(props: { request: PendingAccess; onClose: () => void }) {
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  async function withdraw() {
    setBusy(true)
    setFailure(undefined)
    try {
      await api.portal.access.withdraw.mutate({ id: props.request.id })
      props.onClose()
    } catch (error) {
      const { code, sentence } = toFailure(error)
      setFailure(code === 'REVIEW_DECIDED' ? words.tooLate : sentence)
      setBusy(false)
    }
  }
  return (
    <>
      <Show when={failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button variant="danger" busy={busy()} onClick={() => void withdraw()}>
          {words.withdraw}
        </Button>
      </DialogActions>
    </>
  )
}
