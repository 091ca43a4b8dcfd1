// What is in the cart, a section for each catalogue.
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { PlanTable } from '#client/features/plans/plan-table.tsx'
import { productHref } from '#client/features/products/product-address.ts'
import { ProductPicture } from '#client/features/products/product-picture.tsx'
import { toFailure, type Failure } from '#client/lib/api.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { Cart, CartGroup } from '#server/features/cart/schema.ts'
import { useCart } from './cart.tsx'
import './cart-groups.css'

const w = offerWords.cartPage

export function CartGroups(props: { cart: Cart }) {
  let list!: HTMLDivElement
  /** where the line stood that was removed here: the next one takes its place, and the focus */
  let removedAt: number | undefined
  createEffect(
    on(
      () => props.cart.lines,
      () => {
        if (removedAt === undefined) return
        const buttons = list.querySelectorAll<HTMLElement>('[data-remove]')
        buttons[Math.min(removedAt, buttons.length - 1)]?.focus()
        removedAt = undefined
      },
      { defer: true },
    ),
  )
  const noteRemoval = (button: Element) => {
    removedAt = [...list.querySelectorAll('[data-remove]')].indexOf(button)
  }
  return (
    <div class="stack cart" ref={list}>
      <For each={props.cart.groups}>{(group) => <Group group={group} onRemove={noteRemoval} />}</For>
    </div>
  )
}

type Product = CartGroup['products'][number]

function Group(props: { group: CartGroup; onRemove: (button: Element) => void }) {
  return (
    <Card look="panel" title={props.group.name}>
      <ul class="cart-lines" aria-label={w.products(props.group.name)}>
        <For each={props.group.products}>
          {(product) => <Line group={props.group} product={product} onRemove={props.onRemove} />}
        </For>
      </ul>
      <Show when={props.group.isSeen} fallback={<p class="muted">{w.unseen}</p>}>
        <h3 class="cart-plans">{w.plans}</h3>
        <PlanTable label={offerWords.plans.label(props.group.name)} plans={props.group.plans} />
      </Show>
    </Card>
  )
}

function Line(props: { group: CartGroup; product: Product; onRemove: (button: Element) => void }) {
  const cart = useCart()
  const nameId = createUniqueId()
  const [isBusy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<Failure>()
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
    <li class="cart-line">
      <ProductPicture product={props.product} look="tile" />
      <div class="cart-line-text">
        <p id={nameId}>
          <Show when={props.product.isAvailable} fallback={<b>{props.product.name}</b>}>
            <a href={productHref(props.product.slug, 'overview', { catalogue: props.group.id })}>
              {props.product.name}
            </a>
          </Show>{' '}
          <Show when={!props.product.isAvailable}>
            <Badge tone="warning">{w.unavailable}</Badge>
          </Show>
        </p>
        <p class="muted">{props.product.isAvailable ? props.product.summary : w.unavailableText}</p>
        <Show when={failure()}>{(known) => <Notice tone="danger">{known().sentence}</Notice>}</Show>
      </div>
      <Button
        size="small"
        busy={isBusy()}
        aria-describedby={nameId}
        data-remove=""
        onClick={(event) => void remove(event.currentTarget)}
      >
        {w.remove}
      </Button>
    </li>
  )
}
