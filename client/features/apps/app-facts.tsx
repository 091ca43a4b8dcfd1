import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import { audienceOf } from './app-list.ts'

const words = appsWords.app

/** Whose app it is, who sees it, and where it sends people back to. */
export function AppFacts(props: { app: AppDetail; meId: string }) {
  const owner = () => {
    if (!props.app.owner) return appsWords.list.nobody
    return props.app.owner.id === props.meId ? appsWords.list.you : props.app.owner.name
  }
  return (
    <Card title={words.about} look="panel">
      <Facts look="columns">
        <Fact label={words.audience}>{audienceOf(props.app)}</Fact>
        <Fact label={words.owner}>{owner()}</Fact>
        <Fact label={words.created}>
          <TimeAgo at={toLocalTime(props.app.createdAt)} />
        </Fact>
        <Fact label={words.redirectUrls}>
          <Show when={props.app.redirectUrls.length > 0} fallback={<span class="muted">{words.noRedirectUrls}</span>}>
            <ul class="app-urls">
              <For each={props.app.redirectUrls}>
                {(url) => (
                  <li>
                    <code>{url}</code>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </Fact>
      </Facts>
    </Card>
  )
}
