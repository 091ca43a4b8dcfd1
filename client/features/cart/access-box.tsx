// Beside a product: in which catalogue one takes it, on which plans, and the cart.
import { useLocation, useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { planTerms } from '#client/features/plans/plan-terms.ts'
import { ConfirmAddress } from '#client/features/registrations/confirm-address.tsx'
import { toFailure, type Failure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'
import { useCart } from './cart.tsx'
import { holds } from './holds.ts'
import { logInHref } from './log-in-address.ts'
import './access-box.css'

const w = offerWords.access

type Offer = PortalProduct['catalogues'][number]

export interface AccessBoxProps {
  product: PortalProduct
  /** `box` beside the page; `bar` above it, without the plans: the overview compares them. */
  look: 'box' | 'bar'
}

/** Which catalogue, which plans, and what this person can do about it. The choice stands in the address. */
export function AccessBox(props: AccessBoxProps) {
  return (
    <Show
      when={props.look === 'box'}
      fallback={
        <section class="access-bar" aria-label={w.title}>
          <Access {...props} />
        </section>
      }
    >
      <Card look="panel" title={w.title} class="access-box">
        <div class="stack">
          <Access {...props} />
        </div>
      </Card>
    </Show>
  )
}

function Access(props: AccessBoxProps) {
  const [search, setSearch] = useSearchParams<{ catalogue: string }>()
  const catalogues = () => props.product.catalogues
  const chosen = () => catalogues().find(({ id }) => id === search.catalogue) ?? catalogues()[0]
  return (
    <Show when={chosen()} fallback={<p class="muted">{w.noCatalogue}</p>}>
      {(offer) => (
        <>
          <Show
            when={catalogues().length > 1}
            fallback={
              <p>
                <span class="muted">{w.catalogue}</span> <b>{offer().name}</b>
              </p>
            }
          >
            <SelectField
              label={w.catalogue}
              value={offer().id}
              onChange={(catalogue) => setSearch({ catalogue }, { replace: true })}
              options={catalogues().map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Show>
          <Show when={props.look === 'box'}>
            <Plans plans={offer().plans} />
          </Show>
          <Step product={props.product} offer={offer()} />
        </>
      )}
    </Show>
  )
}

/** The plans in brief; the overview compares them. */
function Plans(props: { plans: readonly PlanFacts[] }) {
  return (
    <Show when={props.plans.length > 0} fallback={<p class="muted">{offerWords.plans.none}</p>}>
      <ul class="access-plans" aria-label={w.plans}>
        <For each={props.plans}>
          {(plan) => (
            <li>
              <b>{plan.name}</b>
              <span class="muted">{briefly(plan)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

/** Rate and quota, and whether somebody decides. */
function briefly(plan: PlanFacts): string {
  const [rate, quota] = planTerms(plan)
  const limits = [plan.requestsPerSecond !== null && rate!.value, plan.quota !== null && quota!.value].filter(Boolean)
  const access = plan.needsApproval ? w.needsApproval : w.atOnce
  return [...(limits.length > 0 ? limits : [rate!.value]), access].join(' · ')
}

/** What this person can do: nobody is offered what would be refused. */
function Step(props: { product: PortalProduct; offer: Offer }) {
  const session = useSession()
  const location = useLocation()
  return (
    <Switch>
      <Match when={props.product.state === 'draft'}>
        <p class="muted">{w.draft}</p>
      </Match>
      <Match when={props.product.state === 'deprecated'}>
        <p class="muted">{w.deprecated}</p>
      </Match>
      <Match when={session.me() === null}>
        <div class="stack access-step">
          <LinkButton variant="primary" href={logInHref(location, props.offer.id)}>
            {w.logIn}
          </LinkButton>
          <p class="muted">{w.logInHint}</p>
        </div>
      </Match>
      <Match when={session.me()?.kind === 'staff'}>
        <p class="muted">{w.staff}</p>
      </Match>
      <Match when={session.me()?.emailConfirmed === false && session.me()}>
        {(me) => (
          <div class="stack access-step">
            <p class="muted">{w.unconfirmed}</p>
            <ConfirmAddress email={me().email} isUntitled />
          </div>
        )}
      </Match>
      <Match when={session.me()}>
        <InCart productId={props.product.id} offer={props.offer} />
      </Match>
    </Switch>
  )
}

/** Adds and removes. The answer comes by the cart itself, as it does in every other tab. */
function InCart(props: { productId: string; offer: Offer }) {
  const cart = useCart()
  let box!: HTMLDivElement
  const [acting, setActing] = createSignal<'sending' | 'settling'>()
  const [failure, setFailure] = createSignal<Failure>()
  const isIn = () => holds(cart.value, props.offer.id, props.productId)
  const act = async (how: 'add' | 'remove') => {
    setActing('sending')
    setFailure(undefined)
    try {
      await cart[how](props.offer.id, props.productId)
      cart.refetch()
      setActing('settling')
    } catch (error) {
      setFailure(toFailure(error))
      setActing(undefined)
    }
  }
  createEffect(() => {
    if (acting() === 'settling' && !cart.isLoading) setActing(undefined)
  })
  // What was pressed is gone then; who pressed it goes on with what has taken its place.
  createEffect(
    on(
      isIn,
      () => {
        if (acting()) queueMicrotask(() => box.querySelector<HTMLElement>('a, button')?.focus())
      },
      { defer: true },
    ),
  )
  createEffect(on([() => props.offer.id, isIn], () => setFailure(undefined), { defer: true }))
  return (
    <div class="stack access-step" ref={box}>
      <Show
        when={isIn()}
        fallback={
          <Show when={cart.value}>
            <Button variant="primary" busy={acting() !== undefined} onClick={() => void act('add')}>
              {w.add}
            </Button>
          </Show>
        }
      >
        <div class="row">
          <LinkButton variant="primary" href="/cart">
            {w.goToCart}
          </LinkButton>
          <Button busy={acting() !== undefined} onClick={() => void act('remove')}>
            {w.remove}
          </Button>
        </div>
      </Show>
      <p class="access-state" role="status">
        {isIn() ? w.inCart : ''}
      </p>
      <Show when={failure()}>{(known) => <Notice tone="danger">{known().sentence}</Notice>}</Show>
      <Show when={!cart.value && cart.failure}>{(known) => <Notice tone="danger">{known().sentence}</Notice>}</Show>
    </div>
  )
}
