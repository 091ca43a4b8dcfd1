import Building from 'lucide-solid/icons/building'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import CirclePause from 'lucide-solid/icons/circle-pause'
import { createEffect, createMemo, createSignal, Match, on, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createOwnRequest, type OwnRequests } from '#client/features/organization-request/create-own-request.ts'
import { RequestForm } from '#client/features/organization-request/request-form.tsx'
import { viewOf, type RequestView } from '#client/features/organization-request/request-view.ts'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { HowItWorks } from '#client/features/registrations/how-it-works.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { organizationWords } from '#client/words/organization.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { OwnReview } from '#server/features/reviews/schema.ts'
import { DeveloperPage } from '../dashboard-frame.tsx'
import { Entrance, FormSkeleton, Outcome } from './entrance.tsx'
import { LoadFailed } from './load-failed.tsx'
import { OrganizationOutcome } from './organization-outcome.tsx'

const w = organizationWords.request

/** Asks for an organization of one's own, and follows the request to its decision. */
export default function OrganizationPage() {
  return (
    <DeveloperPage title={w.title} skeleton={<Waiting />}>
      {(me) => <Organization me={me()} />}
    </DeveloperPage>
  )
}

function Organization(props: { me: Me }) {
  const session = useSession()
  const requests = createOwnRequest(session)
  return (
    <Switch fallback={<Waiting />}>
      <Match when={requests.value() !== undefined && session.settings()}>
        {(settings) => (
          <Request me={props.me} requests={requests} isEnabled={settings().registerOrganizationsEnabled} />
        )}
      </Match>
      <Match when={requests.failure() ?? session.failure()}>
        {(failure) => (
          <Entrance title={w.title}>
            <LoadFailed failure={failure()} onRetry={requests.retry} />
          </Entrance>
        )}
      </Match>
    </Switch>
  )
}

function Request(props: { me: Me; requests: OwnRequests; isEnabled: boolean }) {
  const session = useSession()
  const request = () => props.requests.value() ?? null
  const [isAgain, setAgain] = createSignal(false)
  const [said, setSaid] = createSignal<'withdrawn' | 'too-late'>()
  const view = createMemo<RequestView>((before) => {
    const now = viewOf(props.me, request(), props.isEnabled, Date.now())
    if (now === 'rejected' && isAgain()) return props.isEnabled || before === 'form' ? 'form' : 'off'
    // What is being typed stays while asking is switched off.
    return now === 'off' && before === 'form' ? 'form' : now
  })

  // What had the focus may be gone with the view it was in.
  createEffect(on(view, () => setTimeout(focusHeading), { defer: true }))

  const send = async (input: { requestId: string; name: string }) => {
    const asked = await api.portal.organizations.create.mutate(input)
    // Where nobody has to decide, they are in it by now.
    if (asked.state === 'approved') await session.refresh()
    setSaid(undefined)
    setAgain(false)
    props.requests.put(asked)
  }
  const withdraw = async () => {
    const { id } = request()!
    try {
      await api.portal.organizations.withdraw.mutate({ id })
      setSaid('withdrawn')
    } catch (error) {
      const { code, detail } = toFailure(error)
      if (code !== 'REVIEW_DECIDED') throw error
      props.requests.put(detail.review as OwnReview)
      setSaid('too-late')
    }
    props.requests.retry()
  }
  const notice = () => (
    <Show when={said()}>
      {(what) => (
        <Notice tone={what() === 'withdrawn' ? 'success' : 'warning'}>
          {what() === 'withdrawn' ? w.withdrawn : w.tooLate}
        </Notice>
      )}
    </Show>
  )
  return (
    <Switch fallback={<Closed view={view()} me={props.me} />}>
      <Match when={view() === 'form'}>
        <Entrance
          title={w.title}
          subtitle={w.subtitle}
          aside={<HowItWorks title={w.next} look="column" steps={w.steps} />}
        >
          <div class="stack">
            {notice()}
            <RequestForm
              initialName={isAgain() ? (request()?.facts.name ?? '') : ''}
              isOpen={props.isEnabled}
              send={send}
            />
          </div>
        </Entrance>
      </Match>
      <Match when={['pending', 'created', 'rejected'].includes(view()) && request()}>
        {(followed) => (
          <Entrance>
            <OrganizationOutcome
              request={followed()}
              isIn={props.me.organization?.isDefault === false}
              canAskAgain={props.isEnabled && props.me.emailConfirmed}
              withdraw={withdraw}
              onAgain={() => {
                setSaid(undefined)
                setAgain(true)
              }}
              notice={notice()}
            />
          </Entrance>
        )}
      </Match>
    </Switch>
  )
}

function focusHeading() {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus()
}

/** Why there is nothing to ask for. */
function Closed(props: { view: RequestView; me: Me }) {
  return (
    <Entrance>
      <Switch>
        <Match when={props.view === 'member'}>
          <Outcome
            icon={Building}
            tone="neutral"
            title={w.memberTitle(props.me.organization?.name ?? '')}
            text={w.member}
            action={<LinkButton href="/dashboard/users">{organizationWords.dashboard.users}</LinkButton>}
          />
        </Match>
        <Match when={props.view === 'off'}>
          <Outcome icon={CirclePause} tone="neutral" title={w.offTitle} text={w.off} />
        </Match>
        <Match when={props.view === 'unconfirmed'}>
          <div class="stack">
            <Outcome icon={MailQuestionMark} tone="warning" title={w.unconfirmedTitle} text={w.unconfirmed} />
            <ConfirmAddressNotice email={props.me.email} isUntitled />
          </div>
        </Match>
      </Switch>
    </Entrance>
  )
}

const Waiting = () => (
  <Entrance>
    <FormSkeleton fields={1} />
  </Entrance>
)
