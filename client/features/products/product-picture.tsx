import { createSignal, Show } from 'solid-js'
import { hueOf, initialsOf } from '#client/ui/avatar.tsx'
import type { Picture } from '#server/features/products/schema.ts'
import './product-picture.css'

export interface ProductPictureProps {
  product: { id: string; name: string; picture: Picture | null }
  /** `cover` for the head of a card, `tile` beside a name. */
  look: 'cover' | 'tile'
}

/** The picture of a product; without one, or where it cannot be loaded, its initials in a colour that stays its own. */
export function ProductPicture(props: ProductPictureProps) {
  const [failedId, setFailedId] = createSignal<string>()
  const picture = () => (props.product.picture?.id === failedId() ? undefined : props.product.picture)
  return (
    <span class="product-picture" data-look={props.look} data-hue={hueOf(props.product.id)}>
      <Show
        when={picture()}
        fallback={
          <span class="product-initials" aria-hidden="true">
            {initialsOf(props.product.name)}
          </span>
        }
      >
        {(shown) => (
          <img
            src={`/pictures/${shown().id}`}
            alt={shown().text}
            loading="lazy"
            decoding="async"
            onError={() => setFailedId(shown().id)}
          />
        )}
      </Show>
    </span>
  )
}
