import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeDetail } from '#server/features/invite-codes/schema.ts'
import { CodeStatusBadge } from './code-status-badge.tsx'
import { Redeem } from './redeem.tsx'
import { When } from './when.tsx'

const words = inviteCodeWords.code
const titles = inviteCodeWords.list

/** Everything that is known of a code, at a glance. */
export function CodeFactsCard(props: { code: CodeDetail }) {
  const code = () => props.code
  return (
    <Card title={words.overview} look="panel">
      <Facts>
        <Fact label={titles.status}>
          <CodeStatusBadge code={code()} withReason />
        </Fact>
        <Fact label={titles.redeem}>
          <Redeem quota={code().quota} used={code().used} />
        </Fact>
        <Fact label={titles.expires}>
          <Show when={code().expiresAt} fallback={inviteCodeWords.never}>
            {(at) => <When at={at()} look="cell" />}
          </Show>
        </Fact>
        <Fact label={titles.team}>
          <a href={`/admin/teams/${code().team.id}`}>{code().team.name}</a>
        </Fact>
        <Fact label={titles.organization}>
          <a href={`/admin/organizations/${code().organization.id}`}>{code().organization.name}</a>
        </Fact>
        <Fact label={words.approval}>{code().skipsApproval ? words.skipped : words.needed}</Fact>
        <Fact label={words.createdBy}>{code().createdBy?.name ?? words.unknownCreator}</Fact>
        <Fact label={words.created}>
          <TimeAgo at={toLocalTime(code().createdAt)} />
        </Fact>
      </Facts>
    </Card>
  )
}
