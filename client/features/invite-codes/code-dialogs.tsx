// The dialogs of a page about codes: adding, editing, deleting; and what came of the last press.
import { Show } from 'solid-js'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import type { Places } from '#client/features/users/create-places.ts'
import { api } from '#client/lib/api.ts'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { AddCodeDialog } from './add-code-dialog.tsx'
import type { CodeActs } from './create-code-acts.ts'
import { EditCodeDialog } from './edit-code-dialog.tsx'

const words = inviteCodeWords.deleting

export interface CodeDialogsProps {
  acts: CodeActs
  places: Places
  /** The code of this id as it is now, live. */
  codeOf: (id: string) => CodeRow | undefined
  onDeleted?: () => void
}

export function CodeDialogs(props: CodeDialogsProps) {
  const acts = () => props.acts
  const editing = () => {
    const id = acts().editingId()
    return id === undefined ? undefined : props.codeOf(id)
  }
  const preview = async (id: string) => {
    const { redemptions, waiting } = await api.admin.inviteCodes.previewDeletion.query({ id })
    return [words.link, words.redemptions(redemptions), ...(waiting > 0 ? [words.waiting(waiting)] : [])]
  }
  return (
    <>
      <AddCodeDialog
        initial={acts().adding()?.initial}
        title={acts().adding()?.title}
        places={props.places}
        onClose={() => acts().closeAll()}
      />
      <EditCodeDialog
        code={editing()}
        places={props.places}
        onClose={() => acts().closeAll()}
        onSaved={(code) => acts().saved(code)}
      />
      <Show when={acts().deleting()}>
        {(code) => (
          <DeleteDialog
            open
            title={words.title(code().name)}
            countedAt={String(props.codeOf(code().id)?.used ?? 0)}
            preview={() => preview(code().id)}
            remove={() => api.admin.inviteCodes.remove.mutate({ id: code().id })}
            onClose={() => acts().closeAll()}
            onDeleted={() => {
              acts().closeAll()
              props.onDeleted?.()
            }}
          />
        )}
      </Show>
    </>
  )
}

/** What came of the last press on a code. */
export function CodeActNotices(props: { acts: CodeActs }) {
  return (
    <>
      <Show when={props.acts.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
      <Show when={props.acts.done()}>
        {(sentence) => (
          <Notice tone="success" dismissLabel={shared.ui.dismiss} onDismiss={() => props.acts.forget()}>
            {sentence()}
          </Notice>
        )}
      </Show>
    </>
  )
}
