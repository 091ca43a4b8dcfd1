import { Show } from 'solid-js'
import { mailsHref } from '#client/features/emails/mail-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { useNow } from '#client/ui/clock.ts'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import type { OrganizationDetail } from '#server/features/organizations/schema.ts'
import './places.css'

const words = placesWords.organization
const labels = placesWords.organizations

/** What is known of an organization, at a glance. */
export function OrganizationFacts(props: { organization: OrganizationDetail }) {
  const figure = (of: 'members' | 'superAdmins' | 'teams' | 'invitations' | 'codes') =>
    props.organization[of].toLocaleString('en')
  return (
    <Card title={placesWords.overview} look="panel">
      <Facts>
        <Fact label={labels.members}>
          <a href={`/admin/users?organization=${props.organization.id}`}>{figure('members')}</a>
        </Fact>
        <Show when={!props.organization.isDefault}>
          <Fact label={labels.superAdmins}>
            <Show
              when={props.organization.superAdmins > 0}
              fallback={
                <Badge tone="warning" icon={false}>
                  {words.noSuperAdmin}
                </Badge>
              }
            >
              <a href={`/admin/users?organization=${props.organization.id}&role=super_admin`}>
                {figure('superAdmins')}
              </a>
            </Show>
          </Fact>
        </Show>
        <Fact label={labels.teams}>
          <a href={`/admin/teams?organization=${props.organization.id}`}>{figure('teams')}</a>
        </Fact>
        <Fact label={inviteCodeWords.places.column}>
          <a href={`/admin/invite-codes?organization=${props.organization.id}`}>{figure('codes')}</a>
        </Fact>
        <Fact label={deliveryWords.list.title}>
          <a href={mailsHref({ organization: props.organization.id })}>{deliveryWords.links.organization}</a>
        </Fact>
        <Show when={!props.organization.isDefault}>
          <Fact label={words.invitations}>{words.open(figure('invitations'))}</Fact>
        </Show>
        <Fact label={labels.created}>
          <TimeAgo at={toLocalTime(props.organization.createdAt)} />
        </Fact>
        <Show when={!props.organization.isDefault}>
          <Fact label={words.request}>
            <Show when={props.organization.request} fallback={words.addedByStaff}>
              {(request) => (
                <>
                  <a href={`/admin/queue/${request().reviewId}`}>{words.openRequest}</a> {words.requestBy}{' '}
                  <a href={`/admin/users/${request().requester.id}`}>{request().requester.name}</a>
                </>
              )}
            </Show>
            <Show when={props.organization.settlesAt}>{(at) => <Undoable until={toLocalTime(at())} />}</Show>
          </Fact>
        </Show>
      </Facts>
    </Card>
  )
}

/** That the approval can be taken back yet, until it cannot. */
function Undoable(props: { until: number }) {
  const now = useNow()
  const seconds = () => Math.ceil((props.until - now()) / 1000)
  return (
    <Show when={seconds() > 0}>
      <span class="place-undoable">
        <Badge tone="warning">{words.canBeUndone}</Badge> <span aria-hidden="true">{words.seconds(seconds())}</span>
        <br />
        <small class="muted">{words.inviteLater}</small>
      </span>
    </Show>
  )
}
