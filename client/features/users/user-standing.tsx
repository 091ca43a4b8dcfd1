// Why somebody cannot log in, and the button that changes it, in place.
import Ban from 'lucide-solid/icons/ban'
import Clock from 'lucide-solid/icons/clock'
import Send from 'lucide-solid/icons/send'
import UserCheck from 'lucide-solid/icons/user-check'
import UserX from 'lucide-solid/icons/user-x'
import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { peopleWords } from '#client/words/people.ts'
import { can, type UserState } from '#server/features/users/rules.ts'
import type { UserDetail } from '#server/features/users/schema.ts'
import type { UserActions } from './create-user-actions.ts'

const words = peopleWords.user

type Inactive = Exclude<UserState, 'active'>

const toneByState: Record<Inactive, 'warning' | 'danger' | 'info' | 'subtle'> = {
  waiting: 'warning',
  rejected: 'danger',
  invited: 'info',
  'not-invited': 'subtle',
  deactivated: 'subtle',
}
const iconByState: Record<Inactive, Icon> = {
  waiting: Clock,
  rejected: UserX,
  invited: Send,
  'not-invited': Send,
  deactivated: Ban,
}

export interface UserStandingProps {
  user: UserDetail
  mayAct: boolean
  actions: UserActions
  onInvite: () => void
}

/** Shown for whoever is inactive. */
export function UserStanding(props: UserStandingProps) {
  const state = () => (props.user.state === 'active' ? undefined : props.user.state)
  return <Show when={state()}>{(inactive) => <Standing {...props} state={inactive()} />}</Show>
}

function Standing(props: UserStandingProps & { state: Inactive }) {
  const first = () => props.user.firstName
  const sentences = (): [title: string, text: string] => {
    switch (props.state) {
      case 'waiting':
        return [words.waitingTitle, words.waitingText(first())]
      case 'rejected':
        return [words.rejectedTitle, words.rejectedText(first())]
      case 'invited':
        return [words.invitedTitle, words.invitedText]
      case 'not-invited':
        return [words.notInvitedTitle, words.notInvitedText(first())]
      case 'deactivated':
        return [words.deactivatedTitle, words.deactivatedText(first())]
    }
  }
  const act = (one: 'activate' | 'revoke') => void props.actions.run(one, props.user)
  return (
    <Card title={sentences()[0]} icon={iconByState[props.state]} tone={toneByState[props.state]} class="user-standing">
      <div class="user-standing-body">
        <p>
          <Show when={props.state === 'invited' && props.user.invitation}>
            {(invitation) => (
              <>
                {words.sent} <InvitationLine invitation={invitation()} />.{' '}
              </>
            )}
          </Show>
          {sentences()[1]}
        </p>
        <div class="row">
          <Show when={props.mayAct}>
            <Show when={can('activate', props.state)}>
              <Button
                variant="primary"
                icon={UserCheck}
                busy={props.actions.busy() === 'activate'}
                onClick={() => act('activate')}
              >
                {words.activate}
              </Button>
            </Show>
            <Show when={props.state === 'invited' || props.state === 'not-invited'}>
              <Button
                variant={props.state === 'invited' ? 'default' : 'primary'}
                icon={Send}
                busy={props.actions.busy() === 'invite'}
                onClick={() => props.onInvite()}
              >
                {words.sendInvite}
              </Button>
            </Show>
            <Show when={props.state === 'invited'}>
              <Button variant="quiet" busy={props.actions.busy() === 'revoke'} onClick={() => act('revoke')}>
                {words.revokeInvite}
              </Button>
            </Show>
          </Show>
          <Show when={(props.state === 'waiting' || props.state === 'rejected') && props.user.review}>
            {(review) => <LinkButton href={`/admin/queue/${review().id}`}>{words.openReview}</LinkButton>}
          </Show>
        </div>
      </div>
    </Card>
  )
}

/** "2 h ago by Ana, expires in 7 days". */
export function InvitationLine(props: { invitation: NonNullable<UserDetail['invitation']> }) {
  const isExpired = () => props.invitation.expiresAt !== null && toLocalTime(props.invitation.expiresAt) < Date.now()
  return (
    <span class="invitation-line">
      <TimeAgo at={toLocalTime(props.invitation.invitedAt)} />
      <Show when={props.invitation.invitedBy}>{(by) => <> {words.invitedBy(by())}</>}</Show>,{' '}
      <Show when={props.invitation.expiresAt} fallback={words.notOut}>
        {(at) => (
          <>
            {isExpired() ? words.expired : words.expires} <TimeAgo at={toLocalTime(at())} />
          </>
        )}
      </Show>
    </span>
  )
}
