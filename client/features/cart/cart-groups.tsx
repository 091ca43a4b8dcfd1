// What is in the cart, a section for each catalogue: each is a form and a request of its own.
import { createEffect, For, on, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { PlanTable } from '#client/features/plans/plan-table.tsx'
import { Card } from '#client/ui/card.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { Cart, CartGroup } from '#server/features/cart/schema.ts'
import { CartLine } from './cart-line.tsx'
import { useCart } from './cart.tsx'
import { createAccessRequest, type RequestResult } from './create-access-request.ts'
import { createOwnApps, type OwnApps } from './create-own-apps.ts'
import { RequestForm } from './request-form.tsx'
import './cart-groups.css'

const w = offerWords.cartPage

export interface CartGroupsProps {
  cart: Cart
  /** Whose address is not confirmed only looks. */
  canAsk: boolean
  onResult: (result: RequestResult) => void
}

export function CartGroups(props: CartGroupsProps) {
  const { connection } = useSession()
  const apps = createOwnApps(connection)
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
      <For each={props.cart.groups}>
        {(group) => (
          <Group group={group} apps={apps} canAsk={props.canAsk} onResult={props.onResult} onRemove={noteRemoval} />
        )}
      </For>
    </div>
  )
}

interface GroupProps extends Omit<CartGroupsProps, 'cart'> {
  group: CartGroup
  apps: OwnApps
  onRemove: (button: Element) => void
}

function Group(props: GroupProps) {
  const { connection } = useSession()
  const cart = useCart()
  // Here, so that what is typed outlives the form: a catalogue may be out of sight for a while.
  const request = createAccessRequest({
    connection,
    group: () => props.group,
    // eslint-disable-next-line solid/reactivity -- the same for as long as the page is open
    apps: props.apps,
    refetchCart: () => cart.refetch(),
    onResult: (result) => props.onResult(result),
  })
  const noteRemoval = (button: Element) => {
    request.noteRemoval()
    props.onRemove(button)
  }
  return (
    <Card look="panel" title={props.group.name}>
      <ul class="cart-lines" aria-label={w.products(props.group.name)}>
        <For each={props.group.products}>
          {(product) => <CartLine group={props.group} product={product} request={request} onRemove={noteRemoval} />}
        </For>
      </ul>
      <Show when={props.group.isSeen} fallback={<p class="muted">{w.unseen}</p>}>
        <Show
          when={props.canAsk && props.group.plans.length > 0}
          fallback={<PlanTable label={offerWords.plans.label(props.group.name)} plans={props.group.plans} />}
        >
          <RequestForm group={props.group} apps={props.apps} request={request} />
        </Show>
      </Show>
    </Card>
  )
}
