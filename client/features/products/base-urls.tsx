import { For, Show } from 'solid-js'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { words as shared } from '#client/words/en.ts'
import { offerWords } from '#client/words/offer.ts'
import type { ProductApi } from '#server/features/products/schema.ts'
import './base-urls.css'

const w = offerWords.product

/** Each API with the address that it answers at. */
export function BaseUrls(props: { apis: readonly ProductApi[] }) {
  return (
    <Show when={props.apis.length > 0} fallback={<p class="muted">{w.noApis}</p>}>
      <ul class="base-urls">
        <For each={props.apis}>
          {(api) => (
            <li>
              <div class="base-url-text">
                <b>{api.name}</b>
                <Show when={api.document}>
                  {(document) => <span class="muted base-url-document">{w.document(document())}</span>}
                </Show>
                <code>
                  <span class="visually-hidden">{w.baseUrl}: </span>
                  {api.baseUrl}
                </code>
              </div>
              <CopyButton
                size="small"
                text={api.baseUrl}
                label={shared.ui.copy}
                copiedLabel={shared.ui.copied}
                failedLabel={shared.ui.copyFailed}
              />
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
