// What an app has: each credential with its keys by their last four characters, which is all that staff ever see of one.
import { createSignal, For, Show } from 'solid-js'
import { namesOf } from '#client/features/credentials/credential-view.ts'
import { LastUse } from '#client/features/credentials/last-use.tsx'
import { RevokeDialog } from '#client/features/credentials/revoke-dialog.tsx'
import { RotateDialog } from '#client/features/credentials/rotate-dialog.tsx'
import { limitsLine } from '#client/features/plans/plan-terms.ts'
import { api } from '#client/lib/api.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import './app-page.css'

const words = adminAppWords.credential

interface Asking {
  id: string
  what: 'rotate' | 'revoke'
}

export function AppCredentials(props: { app: AppDetail; mayAct: boolean }) {
  const [asking, setAsking] = createSignal<Asking>()
  const live = () => props.app.approved.filter(({ state }) => state === 'live')
  const ended = () => props.app.approved.filter(({ state }) => state !== 'live')
  const asked = () => props.app.approved.find(({ id }) => id === asking()?.id)
  const close = () => setAsking(undefined)
  return (
    <Card title={adminAppWords.app.approved} look="panel">
      <Show when={live().length > 0} fallback={<p class="muted">{adminAppWords.app.noneApproved}</p>}>
        <ul class="app-lines">
          <For each={live().map(({ id }) => id)}>
            {(id) => (
              <Show when={live().find((one) => one.id === id)}>
                {(credential) => (
                  <li>
                    <Live
                      credential={credential()}
                      onAsk={props.mayAct ? (what) => setAsking({ id, what }) : undefined}
                    />
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <Show when={ended().length > 0}>
        <details class="app-ended">
          <summary>{adminAppWords.app.ended(ended().length)}</summary>
          <ul class="app-lines">
            <For each={ended()}>
              {(credential) => (
                <li>
                  <Ended credential={credential} />
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <Show when={asked()}>
        {(credential) => (
          <>
            <RotateDialog
              open={asking()?.what === 'rotate'}
              credential={credential()}
              text={words.rotateText}
              rotate={(input) => api.admin.credentials.rotate.mutate(input)}
              onClose={close}
            />
            <RevokeDialog
              open={asking()?.what === 'revoke'}
              credential={credential()}
              appName={props.app.name}
              text={words.revokeText}
              revoke={(input) => api.admin.credentials.revoke.mutate(input)}
              onClose={close}
            />
          </>
        )}
      </Show>
    </Card>
  )
}

function Live(props: { credential: CredentialRow; onAsk: ((what: Asking['what']) => void) | undefined }) {
  return (
    <section class="app-credential" aria-label={namesOf(props.credential)}>
      <header class="app-line-head">
        <h3>
          <Products of={props.credential} />
        </h3>
        <Show when={props.onAsk}>
          {(ask) => (
            <span class="app-line-actions">
              <Button size="small" onClick={() => ask()('rotate')}>
                {words.rotate}
              </Button>
              <Button size="small" onClick={() => ask()('revoke')}>
                {words.revoke}
              </Button>
            </span>
          )}
        </Show>
      </header>
      <Facts>
        <Fact label={words.plan}>
          <Show when={props.credential.plan} fallback={<span class="muted">{words.planGone}</span>}>
            {(plan) => (
              <span>
                <a href={`/admin/plans/${plan().id}`}>{plan().name}</a> <span class="muted">{limitsLine(plan())}</span>
              </span>
            )}
          </Show>
        </Fact>
        <Fact label={words.catalogue}>{props.credential.catalogueName}</Fact>
        <For each={props.credential.keys}>
          {(key) => (
            <Fact label={key.worksUntil ? words.oldKey : words.key}>
              <span>
                <code>{words.ending(key.lastFour)}</code>
                <span class="muted">
                  {' · '}
                  <Show when={key.worksUntil}>
                    {(at) => (
                      <>
                        {words.worksUntil} <TimeAgo at={toLocalTime(at())} /> ·{' '}
                      </>
                    )}
                  </Show>
                  <LastUse at={key.lastUsedAt} />
                </span>
              </span>
            </Fact>
          )}
        </For>
        <Fact label={words.issued}>
          <TimeAgo at={toLocalTime(props.credential.issuedAt)} />
        </Fact>
        <Fact label={words.expires}>
          <Show when={props.credential.expiresAt} fallback={adminAppWords.never}>
            {(at) => <TimeAgo at={toLocalTime(at())} />}
          </Show>
        </Fact>
      </Facts>
    </section>
  )
}

function Ended(props: { credential: CredentialRow }) {
  const endedAt = () => props.credential.revokedAt ?? props.credential.expiresAt ?? props.credential.issuedAt
  return (
    <p class="app-line-head">
      <span>
        <Products of={props.credential} />
        <span class="muted"> · {props.credential.plan?.name ?? words.planGone}</span>
      </span>
      <span class="app-line-actions muted">
        <Badge>{props.credential.state === 'revoked' ? words.revoked : words.expired}</Badge>
        <TimeAgo at={toLocalTime(endedAt())} />
      </span>
    </p>
  )
}

function Products(props: { of: CredentialRow }) {
  return (
    <For each={props.of.products} fallback={namesOf(props.of)}>
      {(product, at) => (
        <>
          {at() > 0 && ', '}
          <a href={`/admin/products/${product.id}`}>{product.name}</a>
        </>
      )}
    </For>
  )
}
