import { createUniqueId, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { ProductCard as Card } from '#server/features/products/schema.ts'
import { operationHref, productHref } from './product-address.ts'
import { ProductPicture } from './product-picture.tsx'
import { ProductTags } from './product-tags.tsx'
import './product-card.css'

const w = offerWords.card

export interface ProductCardProps {
  card: Card
  /** Where a tag leads; without it tags are words only. */
  tagHref?: (tag: string) => string
  /** of its heading; 2 by default */
  level?: 2 | 3
}

/** One product on a list: what it is, where it is offered, and the operations that a search found. */
export function ProductCard(props: ProductCardProps) {
  const nameId = createUniqueId()
  return (
    <article class="product-card" aria-labelledby={nameId} data-key={props.card.id}>
      <ProductPicture product={props.card} look="cover" />
      <div class="product-card-body">
        <div class="product-card-title">
          <Dynamic component={props.level === 3 ? 'h3' : 'h2'} id={nameId} class="product-card-name">
            {props.card.name}
          </Dynamic>
          <Show when={props.card.isDeprecated}>
            <Badge tone="warning">{w.deprecated}</Badge>
          </Show>
        </div>
        <Show when={props.card.summary}>
          <p class="product-card-summary">{props.card.summary}</p>
        </Show>
        <ProductTags tags={props.card.tags} hrefOf={props.tagHref} />
        <Show when={props.card.operations.length > 0}>
          <ul class="product-found" aria-label={w.operations}>
            <For each={props.card.operations}>
              {(operation) => (
                <li>
                  <a href={operationHref(props.card.slug, operation)}>{w.operation(operation)}</a>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <div class="product-card-foot">
          <p class="product-card-catalogues">
            <Show when={props.card.catalogues.length > 0}>
              {w.catalogues} {props.card.catalogues.map(({ name }) => name).join(', ')}
            </Show>
          </p>
          <LinkButton size="small" href={productHref(props.card.slug)} aria-describedby={nameId}>
            {w.more}
          </LinkButton>
        </div>
      </div>
    </article>
  )
}
