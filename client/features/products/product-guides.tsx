import { useSearchParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Prose } from '#client/ui/prose.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'
import { BaseUrls } from './base-urls.tsx'
import { productHref } from './product-address.ts'
import './product-guides.css'

const w = offerWords.guides

/** The guides of a product, one at a time and in their order; without any, how its APIs are called. */
export function ProductGuides(props: { product: PortalProduct }) {
  const [search] = useSearchParams<{ guide: string; catalogue: string }>()
  const guides = () => props.product.guides
  const at = () =>
    Math.max(
      0,
      guides().findIndex(({ id }) => id === search.guide),
    )
  const hrefOf = (guide: string) =>
    productHref(props.product.slug, 'get-started', { guide, catalogue: search.catalogue })
  return (
    <Show when={guides()[at()]} fallback={<HowToCall product={props.product} />}>
      {(guide) => (
        <div class="guides" data-many={guides().length > 1 ? '' : undefined}>
          <Show when={guides().length > 1}>
            <nav aria-label={w.list}>
              <ol class="guide-list">
                <For each={guides()}>
                  {({ id, title }) => (
                    <li>
                      <a
                        class="guide-link"
                        href={hrefOf(id)}
                        noScroll
                        aria-current={id === guide().id ? 'page' : undefined}
                      >
                        {title}
                      </a>
                    </li>
                  )}
                </For>
              </ol>
            </nav>
          </Show>
          <article class="guide">
            <h2>{guide().title}</h2>
            <Prose html={guide().html} />
            <Show when={guides()[at() + 1]}>
              {(next) => (
                <p>
                  <a href={hrefOf(next().id)} noScroll>
                    {w.next(next().title)}
                  </a>
                </p>
              )}
            </Show>
          </article>
        </div>
      )}
    </Show>
  )
}

function HowToCall(props: { product: PortalProduct }) {
  return (
    <div class="guide">
      <h2>{w.defaultTitle}</h2>
      <p>{w.baseUrls}</p>
      <BaseUrls apis={props.product.apis} />
      <p>{w.access}</p>
      <p>{w.plans}</p>
    </div>
  )
}
