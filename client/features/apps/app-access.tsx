// What an app may use and what it waits for; what changes is read out, and takes no focus.
import { createEffect, createSignal, For, on, Show, untrack } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { CredentialCard } from '#client/features/credentials/credential-card.tsx'
import { EndedCredentials } from '#client/features/credentials/ended-credentials.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import { isPrivate } from './app-list.ts'
import { newsOf } from './news.ts'
import { RequestCard } from './request-card.tsx'
import './apps.css'

const words = appsWords.app

export function AppAccess(props: { app: AppDetail; me: { id: string; email: string } }) {
  let pendingHeading!: HTMLHeadingElement
  const live = () => props.app.approved.filter(({ state }) => state === 'live')
  const ended = () => props.app.approved.filter(({ state }) => state !== 'live')
  const hasPending = () => props.app.requests.length > 0
  return (
    <>
      <News app={props.app} />
      <section class="page-section" aria-labelledby="approved-access">
        <div class="page-section-header">
          <h2 id="approved-access">{words.approved}</h2>
          <LinkButton size="small" href="/catalogues">
            {words.request}
          </LinkButton>
        </div>
        <For each={live()} fallback={<p class="muted">{words.noApproved}</p>}>
          {(credential) => (
            <CredentialCard
              credential={credential}
              appName={props.app.name}
              isPrivate={isPrivate(props.app)}
              email={props.me.email}
            />
          )}
        </For>
        <EndedCredentials credentials={ended()} />
      </section>
      <section class="page-section" aria-labelledby="pending-access">
        <h2 id="pending-access" ref={pendingHeading} tabindex="-1">
          {words.pending}
        </h2>
        <Show when={hasPending()} fallback={<p class="muted">{words.noPending}</p>}>
          <For each={props.app.requests}>
            {(request) => (
              <RequestCard request={request} meId={props.me.id} onFocusLost={() => pendingHeading.focus()} />
            )}
          </For>
        </Show>
      </section>
    </>
  )
}

/** Says what has changed since the look before, to those who do not see it. */
function News(props: { app: AppDetail }) {
  // Deep: what is live is changed in place.
  const copyOf = () => structuredClone(unwrap(props.app))
  const [news, setNews] = createSignal('')
  let before = untrack(copyOf)
  createEffect(
    on(
      () => props.app.version,
      () => {
        const now = copyOf()
        const sentences = newsOf(before, now)
        before = now
        if (sentences.length > 0) setNews(sentences.join(' '))
      },
      { defer: true },
    ),
  )
  return (
    <p class="visually-hidden" role="status">
      {news()}
    </p>
  )
}
