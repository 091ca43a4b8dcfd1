// The organization on the dashboard: one's own, or what the default one lacks.
import { Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createMembers } from '#client/features/members/create-members.ts'
import { createSettling } from '#client/features/organization-request/create-settling.ts'
import { canAsk, isOpen, type OwnRequest } from '#client/features/organization-request/request-view.ts'
import { SettlingNotice } from '#client/features/organization-request/settling-notice.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { answerWords } from '#client/words/answer.ts'
import { organizationWords } from '#client/words/organization.ts'
import type { Me } from '#server/features/auth/schema.ts'

const w = organizationWords.dashboard
type Organization = NonNullable<Me['organization']>

export function OwnOrganization(props: { me: Me; organization: Organization }) {
  const members = createMembers(useSession())
  const settling = createSettling()
  const own = () => members.value?.rows.find(({ id }) => id === props.me.id)
  const count = (status: 'registered' | 'pending') => members.value!.rows.filter((row) => row.status === status).length
  const mayInvite = () => props.organization.role === 'super_admin' && settling() === 0 && props.me.emailConfirmed
  return (
    <>
      <SettlingNotice seconds={settling()} />
      <Card
        look="panel"
        title={props.organization.name}
        actions={
          <>
            <LinkButton size="small" href="/dashboard/users">
              {w.users}
            </LinkButton>
            <Show when={mayInvite()}>
              <LinkButton size="small" variant="primary" href="/dashboard/users?invite">
                {w.invite}
              </LinkButton>
            </Show>
          </>
        }
      >
        <Facts look="columns">
          <Fact label={w.role}>{organizationWords.roles[props.organization.role]}</Fact>
          <Show when={own()}>
            {(member) => (
              <>
                <Fact label={w.teams}>
                  {member()
                    .teams.map(({ name }) => name)
                    .join(', ')}
                </Fact>
                <Fact label={w.people}>{w.peopleCount(count('registered'), count('pending'))}</Fact>
                <Show when={member().memberSince}>
                  {(since) => (
                    <Fact label={w.since}>
                      <TimeAgo at={toLocalTime(since())} />
                    </Fact>
                  )}
                </Show>
              </>
            )}
          </Show>
        </Facts>
      </Card>
    </>
  )
}

export function NoOrganization(props: { me: Me; request: OwnRequest | null }) {
  const session = useSession()
  const open = () => (props.request && isOpen(props.request) ? props.request : undefined)
  const rejected = () => (props.request?.state === 'rejected' ? props.request : undefined)
  return (
    <Card
      look="panel"
      title={w.organization}
      badges={
        <Show when={open()}>
          <Badge tone={open()?.question ? 'warning' : 'info'}>
            {open()?.question ? answerWords.badge : w.pendingBadge}
          </Badge>
        </Show>
      }
      actions={
        <Switch>
          <Match when={open()}>
            <LinkButton size="small" href="/organization/new">
              {open()?.question ? answerWords.follow : w.follow}
            </LinkButton>
          </Match>
          <Match when={rejected()}>
            <LinkButton size="small" href="/organization/new">
              {w.seeWhy}
            </LinkButton>
          </Match>
          <Match when={canAsk(props.me, session.settings())}>
            <LinkButton size="small" href="/organization/new">
              {organizationWords.create}
            </LinkButton>
          </Match>
        </Switch>
      }
    >
      <div class="stack">
        <Switch
          fallback={
            <p>
              <b>{w.none}.</b> {w.noneText}
            </p>
          }
        >
          <Match when={open()}>
            {(request) => (
              <p>{request().question ? answerWords.pending(request().facts.name) : w.pending(request().facts.name)}</p>
            )}
          </Match>
          <Match when={rejected()}>{(request) => <p>{w.rejected(request().facts.name)}</p>}</Match>
        </Switch>
        <p class="muted">{organizationWords.what}</p>
        <Show when={session.settings()?.registerOrganizationsEnabled === false && !open()}>
          <p class="muted">{w.off}</p>
        </Show>
      </div>
    </Card>
  )
}
