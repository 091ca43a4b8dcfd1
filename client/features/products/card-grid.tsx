import { For, Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { ProductCard as Card } from '#server/features/products/schema.ts'
import { ProductCard } from './product-card.tsx'
import './card-grid.css'

export interface CardGridProps {
  lines: readonly Pick<Line<Card>, 'id' | 'row' | 'leftAt'>[]
  tagHref: (tag: string) => string
  /** of the cards' headings; 2 by default */
  level?: 2 | 3
}

/** Cards beside and below each other. One that has left says so while it is still held. */
export function CardGrid(props: CardGridProps) {
  return (
    <ul class="card-grid">
      <For each={props.lines}>
        {(line) => (
          <li data-left={line.leftAt === undefined ? undefined : ''}>
            <ProductCard card={line.row} level={props.level ?? 2} tagHref={(tag) => props.tagHref(tag)} />
            <Show when={line.leftAt !== undefined}>
              <p class="card-gone" role="status">
                {offerWords.list.gone}
              </p>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

export function CardGridSkeleton(props: { cards?: number }) {
  return (
    <Skeleton label={offerWords.list.loading}>
      <div class="card-grid">
        <For each={Array.from({ length: props.cards ?? 6 })}>{() => <SkeletonBlock height="18rem" />}</For>
      </div>
    </Skeleton>
  )
}
