import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import type { TeamDetail } from '#server/features/teams/schema.ts'

const labels = placesWords.teams

/** What is known of a team, at a glance. */
export function TeamFacts(props: { team: TeamDetail }) {
  const organization = () => props.team.organization
  return (
    <Card title={placesWords.overview} look="panel">
      <Facts>
        <Fact label={labels.organization}>
          <a href={`/admin/organizations/${organization().id}`}>{organization().name}</a>
        </Fact>
        <Fact label={labels.members}>
          <a href={`/admin/users?organization=${organization().id}&team=${props.team.id}`}>
            {props.team.members.toLocaleString('en')}
          </a>
        </Fact>
        <Fact label={inviteCodeWords.places.column}>
          <a href={`/admin/invite-codes?team=${props.team.id}`}>{props.team.codes.toLocaleString('en')}</a>
        </Fact>
        <Fact label={labels.created}>
          <TimeAgo at={toLocalTime(props.team.createdAt)} />
        </Fact>
      </Facts>
    </Card>
  )
}
