import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { accessWords } from '#client/words/access.ts'
import { adminAppWords } from '#client/words/apps-admin.ts'
import type { AppDetail, PendingAccess } from '#server/features/apps/schema.ts'
import './app-page.css'

const words = adminAppWords.app

/** What an app asks for: what waits, each with the way to its review, and what was rejected lately. */
export function AppRequests(props: { app: AppDetail }) {
  return (
    <Card title={words.pending} look="panel">
      <Show when={props.app.requests.length > 0} fallback={<p class="muted">{words.nonePending}</p>}>
        <ul class="app-lines">
          <For each={props.app.requests}>{(request) => <Request request={request} />}</For>
        </ul>
      </Show>
    </Card>
  )
}

const toneByState = { pending: 'info', needs_information: 'info', approved: 'success', rejected: 'neutral' } as const

function Request(props: { request: PendingAccess }) {
  const line = () =>
    accessWords.line(
      props.request.products.map(({ name }) => name),
      props.request.plan?.name ?? accessWords.planUnknown,
    )
  return (
    <li>
      <div class="app-line-head">
        <a href={`/admin/access-requests/${props.request.reviewId}`}>{line()}</a>
        <span class="app-line-actions">
          <Badge tone={toneByState[props.request.state]}>{words.states[props.request.state]}</Badge>
        </span>
      </div>
      <small class="muted">
        {props.request.catalogueName} · {words.requestedBy}{' '}
        <a href={`/admin/users/${props.request.requestedBy.id}`}>{props.request.requestedBy.name}</a>,{' '}
        <TimeAgo at={toLocalTime(props.request.requestedAt)} />
      </small>
      <Show when={props.request.rejection}>{(reason) => <p class="app-text">{reason()}</p>}</Show>
    </li>
  )
}
