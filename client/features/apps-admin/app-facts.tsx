import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { placesWords } from '#client/words/places.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import './app-page.css'

const words = adminAppWords.app
const labels = adminAppWords.list

/** What is known of an app, at a glance. */
export function AppFacts(props: { app: AppDetail }) {
  return (
    <Card title={placesWords.overview} look="panel">
      <Facts>
        <Fact label={labels.organization}>
          <a href={`/admin/organizations/${props.app.organization.id}`}>{props.app.organization.name}</a>
        </Fact>
        <Fact label={labels.owner}>
          <Show when={props.app.owner} fallback={<span class="muted">{adminAppWords.forsaken}</span>}>
            {(owner) => <a href={`/admin/users/${owner().id}`}>{owner().name}</a>}
          </Show>
        </Fact>
        <Fact label={labels.visibility}>
          <Show when={props.app.team} fallback={adminAppWords.visibilities[props.app.visibility]}>
            {(team) => <a href={`/admin/teams/${team().id}`}>{team().name}</a>}
          </Show>
        </Fact>
        <Show when={props.app.description}>
          <Fact label={words.description}>
            <span class="app-text">{props.app.description}</span>
          </Fact>
        </Show>
        <Show when={props.app.redirectUrls.length > 0}>
          <Fact label={words.redirectUrls}>
            <ul class="app-urls">
              <For each={props.app.redirectUrls}>
                {(url) => (
                  <li>
                    <code>{url}</code>
                  </li>
                )}
              </For>
            </ul>
          </Fact>
        </Show>
        <Fact label={labels.created}>
          <TimeAgo at={toLocalTime(props.app.createdAt)} />
        </Fact>
      </Facts>
    </Card>
  )
}
