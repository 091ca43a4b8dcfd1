import { createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import { productHref } from '#client/features/products/product-address.ts'
import { ProductPicture } from '#client/features/products/product-picture.tsx'
import { toFailure, type Failure } from '#client/lib/api.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { cartRequestWords } from '#client/words/cart-request.ts'
import { offerWords } from '#client/words/offer.ts'
import type { CartGroup } from '#server/features/cart/schema.ts'
import { useCart } from './cart.tsx'
import type { AccessRequest } from './create-access-request.ts'

const w = offerWords.cartPage
const words = cartRequestWords

export interface CartLineProps {
  group: CartGroup
  product: CartGroup['products'][number]
  /** Of who may ask: what the chosen app has of it already. */
  request: AccessRequest
  /** Called with its button once it is out of the cart. */
  onRemove: (button: Element) => void
}

/** One API product in the cart. */
export function CartLine(props: CartLineProps) {
  const cart = useCart()
  const nameId = createUniqueId()
  const [isBusy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<Failure>()
  const held = () => props.request.heldAs(props.product.id)
  const isLeftOut = () => props.request.isLeftOut(props.product.id)
  const remove = async (button: Element) => {
    setBusy(true)
    setFailure(undefined)
    try {
      await cart.remove(props.group.id, props.product.id)
      props.onRemove(button)
      cart.refetch()
    } catch (error) {
      setFailure(toFailure(error))
      setBusy(false)
    }
  }
  return (
    <li class="cart-line" data-left-out={isLeftOut() ? '' : undefined}>
      <ProductPicture product={props.product} look="tile" />
      <div class="cart-line-text">
        <p>
          <span id={nameId}>
            <Show when={props.product.isAvailable} fallback={<b>{props.product.name}</b>}>
              <a href={productHref(props.product.slug, 'overview', { catalogue: props.group.id })}>
                {props.product.name}
              </a>
            </Show>
          </span>{' '}
          <Switch>
            <Match when={!props.product.isAvailable}>
              <Badge tone="warning">{w.unavailable}</Badge>
            </Match>
            <Match when={held()}>
              <Badge tone={held() === 'granted' ? 'success' : 'info'}>
                {held() === 'granted' ? words.granted : words.requested}
              </Badge>
            </Match>
          </Switch>
        </p>
        <p class="muted">
          <Switch fallback={props.product.summary}>
            <Match when={!props.product.isAvailable}>{w.unavailableText}</Match>
            <Match when={isLeftOut()}>{words.isLeftOut}</Match>
            <Match when={held()}>{(as) => words.isHeld(props.request.app()?.name ?? '', as() === 'granted')}</Match>
          </Switch>
        </p>
        <Show when={failure()}>{(known) => <Notice tone="danger">{known().sentence}</Notice>}</Show>
      </div>
      <div class="cart-line-acts">
        <Show when={held()}>
          <Button
            size="small"
            aria-describedby={nameId}
            onClick={() => props.request.leaveOut(props.product.id, !isLeftOut())}
          >
            {isLeftOut() ? words.takeAlong : words.leaveOut}
          </Button>
        </Show>
        <Button
          size="small"
          busy={isBusy()}
          aria-describedby={nameId}
          data-remove=""
          onClick={(event) => void remove(event.currentTarget)}
        >
          {w.remove}
        </Button>
      </div>
    </li>
  )
}
