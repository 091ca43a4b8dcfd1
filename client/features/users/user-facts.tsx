import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { peopleWords } from '#client/words/people.ts'
import type { UserDetail } from '#server/features/users/schema.ts'
import { UserStateBadge } from './user-state-badge.tsx'
import { InvitationLine } from './user-standing.tsx'

const words = peopleWords.user

/** Everything that is known of a user, at a glance. */
export function UserFacts(props: { user: UserDetail }) {
  return (
    <Card title={words.overview} look="panel">
      <Facts>
        <Fact label={peopleWords.list.status}>
          <UserStateBadge state={props.user.state} />
        </Fact>
        <Fact label={words.email}>
          {props.user.email}
          <Show
            when={props.user.emailConfirmed}
            fallback={
              <Badge tone="warning" icon={false}>
                {words.notConfirmed}
              </Badge>
            }
          >
            <Badge tone="success" icon={false}>
              {words.confirmed}
            </Badge>
          </Show>
        </Fact>
        <Fact label={peopleWords.fields.organization}>
          <a href={`/admin/organizations/${props.user.organization.id}`}>{props.user.organization.name}</a>
        </Fact>
        <Fact label={peopleWords.fields.teams}>
          <For each={props.user.teams}>{(team) => <a href={`/admin/teams/${team.id}`}>{team.name}</a>}</For>
        </Fact>
        <Fact label={peopleWords.fields.role}>{peopleWords.roles[props.user.role]}</Fact>
        <Fact label={words.since}>
          <TimeAgo at={toLocalTime(props.user.createdAt)} />
        </Fact>
        <Show when={props.user.mustChangePassword}>
          <Fact label={words.password}>{words.mustChange}</Fact>
        </Show>
        <Show when={props.user.review}>
          {(review) => (
            <Fact label={words.review}>
              <a href={`/admin/queue/${review().id}`}>{words.reviewStates[review().state] ?? review().state}</a>
            </Fact>
          )}
        </Show>
        <Show when={props.user.invitation}>
          {(invitation) => (
            <Fact label={words.invitation}>
              <InvitationLine invitation={invitation()} />
            </Fact>
          )}
        </Show>
      </Facts>
    </Card>
  )
}
