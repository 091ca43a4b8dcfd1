import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { organizationWords } from '#client/words/organization.ts'
import { createSettling } from './create-settling.ts'
import { SettlingNotice } from './settling-notice.tsx'

/** Leads to the users with the invitation open; held, with a countdown, while the approval can still be undone. */
export function InviteFirst(props: {
  /** in the organization, as far as this tab knows */
  isIn: boolean
}) {
  const settling = createSettling()
  return (
    <div class="stack">
      <SettlingNotice seconds={settling()} />
      <Show
        when={props.isIn && settling() === 0}
        fallback={
          <Button variant="primary" class="entrance-submit" disabledReason={organizationWords.settling.held}>
            {organizationWords.inviteFirst}
          </Button>
        }
      >
        <LinkButton variant="primary" class="entrance-submit" href="/dashboard/users?invite">
          {organizationWords.inviteFirst}
        </LinkButton>
      </Show>
    </div>
  )
}
