import Ban from 'lucide-solid/icons/ban'
import Clock from 'lucide-solid/icons/clock'
import Send from 'lucide-solid/icons/send'
import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { useNow } from '#client/ui/clock.ts'
import type { Icon } from '#client/ui/icon.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { MailRow, MailState } from '#server/features/emails/schema.ts'
import './mail-state.css'

const toneByState: Record<MailState, Tone> = {
  waiting: 'info',
  sending: 'info',
  sent: 'success',
  gave_up: 'danger',
  cancelled: 'neutral',
}
const iconByState: Partial<Record<MailState, Icon>> = { waiting: Clock, sending: Send, cancelled: Ban }

/** Where the mail is on its way. */
export function MailStateBadge(props: { state: MailState }) {
  const icon = () => iconByState[props.state]
  return (
    <Show
      when={icon()}
      fallback={<Badge tone={toneByState[props.state]}>{adminWords.emails.states[props.state]}</Badge>}
    >
      {(shown) => (
        <Badge tone={toneByState[props.state]} icon={shown()}>
          {adminWords.emails.states[props.state]}
        </Badge>
      )}
    </Show>
  )
}

/** When it was sent, when it goes out, or when it was written. */
export function MailWhen(props: { mail: MailRow }) {
  const now = useNow()
  const isHeldBack = () => props.mail.state === 'waiting' && toLocalTime(props.mail.sendAfter) > now()
  return (
    <span class="mail-when">
      <Show when={isHeldBack()} fallback={<TimeAgo at={toLocalTime(props.mail.sentAt ?? props.mail.createdAt)} />}>
        {adminWords.emails.goesOut} <TimeAgo at={toLocalTime(props.mail.sendAfter)} />
      </Show>
    </span>
  )
}
