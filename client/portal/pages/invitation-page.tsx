import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Link2Off from 'lucide-solid/icons/link-2-off'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import UserRoundX from 'lucide-solid/icons/user-round-x'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createOpenInvitation } from '#client/features/invitations/create-open-invitation.ts'
import { InvitationFacts } from '#client/features/invitations/invitation-facts.tsx'
import { NewPasswordForm } from '#client/features/passwords/new-password-form.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { expectHeading } from '#client/ui/route-focus.ts'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'
import type { OpenInvitation } from '#server/features/invitations/schema.ts'
import { Entrance, FormSkeleton, Outcome } from './entrance.tsx'
import { LoadFailed } from './load-failed.tsx'
import { LogInLink } from './log-in-link.tsx'

const w = accountWords.invitation

/** Completes the registration of somebody who was invited: says by whom and into what, and takes a password. */
export default function InvitationPage() {
  const token = linkTokenFor('/auth/invitation')
  const session = useSession()
  const invitation = createOpenInvitation(token)
  const [outcome, setOutcome] = createSignal<'done' | 'elsewhere'>()
  const finish = (how: 'done' | 'elsewhere') => {
    expectHeading()
    setOutcome(how)
  }
  const accept = async (password: string) => {
    try {
      const call = () => api.portal.invitations.accept.mutate({ token: token ?? '', password })
      // The new password ends the person's own sessions: no surprise to them.
      const isOwn = session.me()?.email === invitation.value()?.email
      await (isOwn ? session.leave(call) : call())
    } catch (error) {
      if (toFailure(error).code === 'BELONGS_ELSEWHERE') finish('elsewhere')
      throw error
    }
  }
  const expire = () => {
    expectHeading()
    invitation.expire()
  }
  const isFilling = () => !outcome() && invitation.state() !== 'missing' && invitation.state() !== 'expired'
  const subtitle = () => (invitation.value() ? sentenceOf(invitation.value()!) : undefined)

  return (
    <Entrance title={isFilling() ? w.title : undefined} subtitle={isFilling() ? subtitle() : undefined}>
      <Switch fallback={<FormSkeleton fields={3} />}>
        <Match when={invitation.state() === 'missing'}>
          <Outcome icon={MailQuestionMark} tone="neutral" title={w.missingTitle} text={w.missing} />
        </Match>
        <Match when={invitation.state() === 'expired'}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} />
        </Match>
        <Match when={outcome() === 'done' && invitation.value()}>
          {(value) => (
            <Outcome
              icon={CircleCheckBig}
              tone="success"
              title={w.doneTitle(value().firstName)}
              text={value().movesAccount ? w.moved(value().into) : w.done}
              action={<LogInLink label={portalWords.goToLogIn} />}
            >
              <SomebodyElse />
            </Outcome>
          )}
        </Match>
        <Match when={outcome() === 'elsewhere' && invitation.value()}>
          {(value) => (
            <Outcome
              icon={UserRoundX}
              tone="warning"
              title={w.elsewhereTitle}
              text={w.elsewhere(value().email, value().into)}
              action={<LogInLink label={portalWords.goToLogIn} />}
            />
          )}
        </Match>
        <Match when={invitation.value()}>
          {(value) => (
            <div class="stack">
              <InvitationFacts of={value()} />
              <NewPasswordForm
                label={portalWords.fields.password}
                submit={w.submit}
                email={value().email}
                known={[value().firstName]}
                save={accept}
                onDone={() => finish('done')}
                onExpired={expire}
              />
            </div>
          )}
        </Match>
        <Match when={invitation.failure()}>
          {(failure) => <LoadFailed failure={failure()} onRetry={invitation.retry} />}
        </Match>
      </Switch>
    </Entrance>
  )
}

/** Another person's session in this browser ends when the invited one goes on; that is said before. */
function SomebodyElse() {
  const session = useSession()
  return (
    <Show when={session.me()}>
      {(me) => <p class="outcome-text">{w.loggedInAs(`${me().firstName} ${me().lastName}`)}</p>}
    </Show>
  )
}

function sentenceOf({ invitedBy, into, isStaff }: OpenInvitation): string {
  if (isStaff) return invitedBy ? w.staffByWhom(invitedBy) : w.staffByNobody
  return invitedBy ? w.byWhom(invitedBy, into) : w.byNobody(into)
}
