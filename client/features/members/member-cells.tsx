// What stands in the cells of the member list.
import Clock from 'lucide-solid/icons/clock'
import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { useNow } from '#client/ui/clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { organizationWords } from '#client/words/organization.ts'
import type { MemberRow } from '#server/features/members/schema.ts'

const w = organizationWords.users

/** An address that breaks before its domain, if it must. */
export function Address(props: { of: string }) {
  const at = () => props.of.lastIndexOf('@')
  return (
    <>
      {props.of.slice(0, at())}
      <wbr />
      {props.of.slice(at())}
    </>
  )
}

/** The role, and the teams beside the one that has everybody. */
export function Role(props: { row: MemberRow; defaultTeamId: string | undefined }) {
  const teams = () => props.row.teams.filter(({ id }) => id !== props.defaultTeamId).map(({ name }) => name)
  return (
    <>
      <span class="nowrap">{organizationWords.roles[props.row.role]}</span>
      <Show when={teams().length > 0}>
        <small class="muted">{teams().join(', ')}</small>
      </Show>
    </>
  )
}

/** Registered or pending; of an invitation also how long its link works. */
export function Status(props: { row: MemberRow }) {
  const isPending = () => props.row.status === 'pending'
  return (
    <span class="member-status">
      <Show when={isPending()} fallback={<Badge tone="success">{w.registered}</Badge>}>
        <Badge tone="info" icon={Clock}>
          {w.pending}
        </Badge>
      </Show>
      <Show when={props.row.kind === 'invitation'}>
        <Expiry at={props.row.expiresAt} />
      </Show>
    </span>
  )
}

function Expiry(props: { at: string | null }) {
  const now = useNow()
  const at = () => (props.at === null ? undefined : toLocalTime(props.at))
  return (
    <small class="muted nowrap">
      <Show when={at()} fallback={w.notOut}>
        {(instant) => (
          <Show when={instant() > now()} fallback={<span class="member-expired">{w.expired}</span>}>
            {w.expires} <TimeAgo at={instant()} />
          </Show>
        )}
      </Show>
    </small>
  )
}
