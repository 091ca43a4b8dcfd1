import Ban from 'lucide-solid/icons/ban'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Clock from 'lucide-solid/icons/clock-alert'
import Pause from 'lucide-solid/icons/circle-pause'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeFacts, CodeStatus } from '#server/features/invite-codes/rules.ts'
import { useStatus } from './server-now.ts'

const looks: Record<CodeStatus, { tone: Tone; icon: Icon }> = {
  active: { tone: 'success', icon: CircleCheck },
  paused: { tone: 'neutral', icon: Pause },
  expired: { tone: 'danger', icon: Clock },
  'used-up': { tone: 'warning', icon: Ban },
}

/** The one status of a code, by the server's clock, and (`withReason`) why it cannot be used. */
export function CodeStatusBadge(props: { code: CodeFacts; withReason?: boolean }) {
  const status = useStatus(() => props.code)
  return (
    <span class="code-status">
      <Badge tone={looks[status()].tone} icon={looks[status()].icon}>
        {inviteCodeWords.statuses[status()]}
      </Badge>
      {props.withReason && status() !== 'active' && (
        <small class="muted code-reason">{inviteCodeWords.reasons[status()]}</small>
      )}
    </span>
  )
}
