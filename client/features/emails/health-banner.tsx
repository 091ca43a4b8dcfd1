import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailHealth } from '#server/features/emails/schema.ts'
import { ConnectionAnswer, createConnectionTest, TestConnection } from './connection-test.tsx'
import { createMailHealth } from './create-mail-health.ts'
import { mailsHref } from './mail-list.ts'

const words = deliveryWords.health

/** Stands above every page while mails wait and none goes out. */
export default function HealthBanner() {
  const { connection, me } = useSession()
  const health = createMailHealth(connection)
  const stuck = () => (health.value?.stuckSince ? health.value : undefined)
  return (
    <Show when={stuck()}>
      {(known) => <Banner health={known()} since={known().stuckSince!} isOwner={me()?.staffRole === 'owner'} />}
    </Show>
  )
}

function Banner(props: { health: MailHealth; since: string; isOwner: boolean }) {
  const test = createConnectionTest()
  const since = () => words.since(timeOf(toLocalTime(props.since)))
  // None was tried: then they are not among those that failed.
  const standing = () => (props.health.response === null ? 'queued' : 'failed')
  return (
    <Notice
      tone="danger"
      silent
      action={
        <>
          <LinkButton size="small" href={mailsHref({ standing: standing() })}>
            {words.show}
          </LinkButton>
          <Show when={props.isOwner}>
            <TestConnection test={test} />
          </Show>
        </>
      }
    >
      {/* Said once, aloud: how many wait changes with each that joins them. */}
      <b role="alert">{since()}</b>
      {words.waiting(props.health.overdue)}{' '}
      {props.health.response === null ? words.nobody : words.said(props.health.response)}
      <ConnectionAnswer test={test} />
    </Notice>
  )
}

/** "10:12", with the day if it was not today. */
function timeOf(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  const day = { day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    ...(isToday ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
}
