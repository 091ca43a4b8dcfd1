// The dialogs before somebody is removed and before an invitation is revoked: what happens, then one press.
import { createUniqueId, For, Match, Show, Switch, type JSX } from 'solid-js'
import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import type { MemberRow } from '#server/features/members/schema.ts'
import { nameOf } from './member-list.ts'

const { remove, revoke } = organizationWords
const nothing = z.object({})

interface EndDialogProps {
  member: MemberRow | undefined
  organizationName: string
  isOwn: boolean
  onClose: () => void
  /** Done, with the sentence that says so. */
  onDone: (sentence: string) => void
}

/** Removes a teammate (or oneself), or revokes an invitation. */
export function EndMemberDialog(props: EndDialogProps) {
  const title = (member: MemberRow) => {
    if (member.kind === 'invitation') return revoke.title(nameOf(member))
    return props.isOwn ? remove.ownTitle(props.organizationName) : remove.title(nameOf(member), props.organizationName)
  }
  return (
    <Show when={props.member} keyed>
      {(member) => (
        <Dialog open onClose={() => props.onClose()} title={title(member)} closeLabel={words.ui.close}>
          <Switch>
            <Match when={member.kind === 'invitation'}>
              <Confirm
                submit={revoke.submit}
                act={() => api.portal.members.revoke.mutate({ id: member.id })}
                onClose={() => props.onClose()}
                onDone={() => props.onDone(revoke.done(nameOf(member)))}
              >
                <p class="muted">{revoke.text(member.email)}</p>
              </Confirm>
            </Match>
            <Match when={member.kind === 'member'}>
              <Confirm
                submit={remove.submit}
                act={() => api.portal.members.remove.mutate({ id: member.id })}
                onClose={() => props.onClose()}
                onDone={() => props.onDone(remove.done(nameOf(member)))}
              >
                <What lines={props.isOwn ? remove.ownList : remove.list(member.firstName)} />
                <Show when={!props.isOwn}>
                  <p class="muted">{remove.mail(member.firstName)}</p>
                </Show>
              </Confirm>
            </Match>
          </Switch>
        </Dialog>
      )}
    </Show>
  )
}

function What(props: { lines: readonly string[] }) {
  const id = createUniqueId()
  return (
    <div class="end-what">
      <p id={id}>{remove.what}</p>
      <ul aria-labelledby={id}>
        <For each={props.lines}>{(line) => <li>{line}</li>}</For>
      </ul>
    </div>
  )
}

function Confirm(props: {
  submit: string
  act: () => Promise<unknown>
  onClose: () => void
  onDone: () => void
  children: JSX.Element
}) {
  const form = createForm({ initial: {}, schema: nothing })
  const send = async () => {
    await props.act()
    props.onDone()
  }
  return (
    <Form summaryTitle={words.ui.problems} busy={form.busy()} onSubmit={() => void form.submit(send)}>
      {props.children}
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="danger" busy={form.busy()}>
          {props.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
