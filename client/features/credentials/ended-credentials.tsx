import { For, Show } from 'solid-js'
import { productHref } from '#client/features/products/product-address.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import { namesOf } from './credential-view.ts'
import './credentials.css'

const words = credentialsWords.ended

/** What worked once: folded away, and each with the way to ask again. */
export function EndedCredentials(props: { credentials: readonly CredentialRow[] }) {
  return (
    <Show when={props.credentials.length > 0}>
      <details class="ended">
        <summary>{words.title(props.credentials.length)}</summary>
        <ul class="ended-list" aria-label={words.list}>
          <For each={props.credentials}>
            {(credential) => (
              <li>
                <span class="ended-what">
                  <b>{namesOf(credential)}</b>{' '}
                  <span class="muted">
                    {credential.plan && `${credential.plan.name} · `}
                    {credential.state === 'revoked' ? words.revoked : words.expired}{' '}
                    <Show when={credential.revokedAt ?? credential.expiresAt}>
                      {(at) => <TimeAgo at={toLocalTime(at())} />}
                    </Show>
                  </span>
                </span>
                <a href={againHref(credential)}>{words.again}</a>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}

/** Where to ask again: at the product, of several where they all are. */
export function againHref({ products }: { products: readonly { slug: string }[] }): string {
  const [only, ...others] = products
  return only && others.length === 0 ? productHref(only.slug) : '/catalogues'
}
