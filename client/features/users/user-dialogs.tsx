// What is asked before somebody is invited away from the queue, switched off or deleted.
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import type { DeletionPreview, UserDetail } from '#server/features/users/schema.ts'
import type { UserActions } from './create-user-actions.ts'
import { nameOf } from './user-list.ts'

const words = peopleWords.user

export type Asking = 'invite' | 'deactivate' | 'remove'

export interface UserDialogsProps {
  user: UserDetail
  asking: Asking | undefined
  actions: UserActions
  onClose: () => void
  onDeleted: () => void
}

export function UserDialogs(props: UserDialogsProps) {
  async function run(act: Asking) {
    if (!(await props.actions.run(act, props.user))) return
    if (act === 'remove') props.onDeleted()
    else props.onClose()
  }
  const common = () => ({ onClose: () => props.onClose(), closeLabel: shared.ui.close })
  const Actions = (own: { act: Asking; label: string; isDanger?: boolean; isWaiting?: boolean }) => (
    <>
      <Show when={props.actions.failure()}>{(failure) => <Notice tone="danger">{failure().sentence}</Notice>}</Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button
          variant={own.isDanger ? 'danger' : 'primary'}
          busy={props.actions.busy() === own.act || (own.isWaiting ?? false)}
          onClick={() => void run(own.act)}
        >
          {own.label}
        </Button>
      </DialogActions>
    </>
  )
  return (
    <>
      <Dialog
        {...common()}
        open={props.asking === 'invite'}
        title={words.inviteTitle(nameOf(props.user))}
        description={words.inviteText(props.user.firstName, props.user.email)}
      >
        <Actions act="invite" label={words.sendInvite} />
      </Dialog>
      <Dialog
        {...common()}
        open={props.asking === 'deactivate'}
        title={words.deactivateTitle(nameOf(props.user))}
        description={words.deactivateText(props.user.firstName, props.user.email)}
      >
        <Actions act="deactivate" label={words.deactivate} isDanger />
      </Dialog>
      <Dialog
        {...common()}
        open={props.asking === 'remove'}
        title={words.deleteTitle(nameOf(props.user))}
        description={words.deleteText}
      >
        <WhatGoes userId={props.user.id} organization={props.user.organization.name} />
        <Actions act="remove" label={words.delete} isDanger />
      </Dialog>
    </>
  )
}

/** What goes with the account, counted now. */
function WhatGoes(props: { userId: string; organization: string }) {
  const [preview, setPreview] = createSignal<DeletionPreview>()
  const [failed, setFailed] = createSignal<string>()
  createEffect(
    on(
      () => props.userId,
      (id) => {
        api.admin.users.previewDeletion.query({ id }).then(setPreview, (error) => setFailed(toFailure(error).sentence))
      },
    ),
  )
  const goes = (counted: DeletionPreview) => {
    const lines = [
      counted.appsGone.apps && adminAppWords.deleting.user(counted.appsGone),
      counted.sessions && words.deleteSessions(counted.sessions),
      counted.openReviews && words.deleteReviews(counted.openReviews),
      counted.mails && words.deleteMails(counted.mails),
    ].filter((line): line is string => typeof line === 'string')
    return lines.length > 0 ? lines : [words.deleteNothing]
  }
  return (
    <div class="user-goes" aria-live="polite">
      <Show when={preview()} fallback={<p class="muted">{failed() ?? words.counting}</p>}>
        {(counted) => (
          <>
            <p>{words.deleteGoes}</p>
            <ul>
              <For each={goes(counted())}>{(line) => <li>{line}</li>}</For>
            </ul>
            <Show when={counted().appsKept > 0}>
              <p>{adminAppWords.deleting.userKeeps(counted().appsKept, props.organization)}</p>
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}
