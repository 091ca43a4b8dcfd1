import Ban from 'lucide-solid/icons/ban'
import Clock from 'lucide-solid/icons/clock'
import FlaskConical from 'lucide-solid/icons/flask-conical'
import Hourglass from 'lucide-solid/icons/hourglass'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import { Match, Show, Switch } from 'solid-js'
import { toServerTime } from '#client/features/invite-codes/server-now.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { useNow } from '#client/ui/clock.ts'
import type { Icon } from '#client/ui/icon.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { deliveryWords as words } from '#client/words/deliveries.ts'
import { standingOf, type MailStanding } from '#server/features/emails/rules.ts'
import type { MailRow } from '#server/features/emails/schema.ts'
import './mail-standing.css'

const looks: Record<MailStanding, { tone: Tone; icon?: Icon }> = {
  held: { tone: 'neutral', icon: Hourglass },
  queued: { tone: 'info', icon: Clock },
  failed: { tone: 'warning', icon: RotateCw },
  sent: { tone: 'success' },
  gave_up: { tone: 'danger' },
  cancelled: { tone: 'neutral', icon: Ban },
}

/** What it takes to say where a mail stands. */
type StandingFacts = Pick<MailRow, 'state' | 'failingSince' | 'sendAfter' | 'attempts'>

/** Where a mail stands, turning in its second. */
export function useStanding(mail: () => StandingFacts): () => MailStanding {
  const now = useNow()
  return () => standingOf(mail(), toServerTime(now()))
}

/** Where the mail is on its way. */
export function MailStandingBadge(props: { mail: StandingFacts }) {
  const standing = useStanding(() => props.mail)
  const look = () => looks[standing()]
  return (
    <Badge tone={look().tone} {...(look().icon && { icon: look().icon! })}>
      {words.standings[standing()]}
    </Badge>
  )
}

/** That it is no mail of the portal's own. */
export function TestBadge() {
  return <Badge icon={FlaskConical}>{words.test}</Badge>
}

/** When it was sent, when it goes out, since when it fails, when it first failed, or when it was written. */
export function MailWhen(props: { mail: MailRow }) {
  const standing = useStanding(() => props.mail)
  const written = () => toLocalTime(props.mail.sentAt ?? props.mail.createdAt)
  return (
    <span class="mail-when">
      <Switch fallback={<TimeAgo at={written()} />}>
        <Match when={standing() === 'held'}>
          {words.goesOut} <TimeAgo at={toLocalTime(props.mail.sendAfter)} />
        </Match>
        <Match when={standing() === 'failed' && props.mail.failingSince}>
          {(since) => (
            <>
              {words.failingSince} <TimeAgo at={toLocalTime(since())} look="age" />
            </>
          )}
        </Match>
        <Match when={standing() === 'gave_up' && props.mail.failingSince}>
          {(since) => (
            <>
              {words.failed} <TimeAgo at={toLocalTime(since())} />
            </>
          )}
        </Match>
      </Switch>
    </span>
  )
}

/** How often it was tried and what the server said, where it did not work. */
export function MailTrouble(props: { mail: MailRow }) {
  const standing = useStanding(() => props.mail)
  return (
    <Show when={standing() === 'failed' || standing() === 'gave_up'}>
      <small class="mail-trouble">
        {words.attempts(props.mail.attempts)}
        <Show when={standing() === 'failed'}>, {words.triedAgain}</Show>
        <Show when={props.mail.response}>
          {(response) => (
            <>
              {': '}
              <code>{response()}</code>
            </>
          )}
        </Show>
      </small>
    </Show>
  )
}
