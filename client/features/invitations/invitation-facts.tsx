import { Show } from 'solid-js'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { accountWords } from '#client/words/account.ts'
import type { OpenInvitation } from '#server/features/invitations/schema.ts'
import './invitation-facts.css'

const w = accountWords.invitation

/** Who is invited by whom, into what and until when. */
export function InvitationFacts(props: { of: OpenInvitation }) {
  return (
    <section class="invitation-facts" aria-label={w.facts}>
      <Facts>
        <Fact label={w.email}>{props.of.email}</Fact>
        <Show when={props.of.invitedBy}>{(who) => <Fact label={w.invitedBy}>{who()}</Fact>}</Show>
        <Show when={props.of.isStaff} fallback={<Fact label={w.organization}>{props.of.into}</Fact>}>
          <Fact label={w.role}>{w.roles[props.of.into] ?? props.of.into}</Fact>
        </Show>
        <Fact label={w.until}>
          {dateOf(props.of.expiresAt)}
          <span class="muted">
            (<TimeAgo at={props.of.expiresAt} />)
          </span>
        </Fact>
      </Facts>
      <Show when={props.of.movesAccount}>
        <p class="invitation-moves">{w.moves(props.of.email, props.of.into)}</p>
      </Show>
    </section>
  )
}

const dateOf = (instant: string) =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  )
