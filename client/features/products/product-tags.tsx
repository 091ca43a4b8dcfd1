import { For, Show } from 'solid-js'
import { offerWords } from '#client/words/offer.ts'
import './product-tags.css'

/** What a product is about; each tag a link where there is a list to narrow with it. */
export function ProductTags(props: { tags: readonly string[]; hrefOf?: ((tag: string) => string) | undefined }) {
  return (
    <Show when={props.tags.length > 0}>
      <ul class="product-tags" aria-label={offerWords.card.tags}>
        <For each={props.tags}>
          {(tag) => (
            <li>
              <Show when={props.hrefOf} fallback={<span class="product-tag">{tag}</span>}>
                {(hrefOf) => (
                  <a class="product-tag" href={hrefOf()(tag)}>
                    {tag}
                  </a>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
