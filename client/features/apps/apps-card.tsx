import { For, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { appsWords } from '#client/words/apps.ts'
import { Expiry, Keys } from './apps-table.tsx'
import { createApps } from './create-apps.ts'
import './apps.css'

const words = appsWords.dashboard
const shownMax = 5
const all = { search: undefined }

/** The first of one's apps, with what works and what waits: on the dashboard. */
export function AppsCard() {
  const apps = createApps(useSession().connection, () => all)
  const rows = () => apps.value?.lines.map(({ row }) => row)
  const more = () => (rows()?.length ?? 0) - shownMax
  return (
    <Card
      look="panel"
      title={appsWords.title}
      actions={
        <LinkButton size="small" href="/apps">
          {words.all}
        </LinkButton>
      }
    >
      <Switch fallback={<Skeleton label={appsWords.list.loading} rows={2} />}>
        <Match when={rows()?.length === 0}>
          <p class="muted">{words.none}</p>
        </Match>
        <Match when={rows()}>
          {(known) => (
            <ul class="apps-short">
              <For each={known().slice(0, shownMax)}>
                {(app) => (
                  <li>
                    <a href={`/apps/${app.id}`}>{app.name}</a>
                    <Keys app={app} />
                    <Show when={app.nextExpiry}>
                      <span class="apps-short-expiry">
                        {appsWords.list.expires} <Expiry at={app.nextExpiry} />
                      </span>
                    </Show>
                  </li>
                )}
              </For>
              <Show when={more() > 0}>
                <li class="muted">{apps.value?.next ? words.andMore : words.more(more())}</li>
              </Show>
            </ul>
          )}
        </Match>
        <Match when={apps.failure}>
          {(failure) => <p class="muted">{`${appsWords.list.failedTitle}. ${failure().sentence}`}</p>}
        </Match>
      </Switch>
    </Card>
  )
}
