import ShoppingCart from 'lucide-solid/icons/shopping-cart'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { CartGroups } from '#client/features/cart/cart-groups.tsx'
import { useCart } from '#client/features/cart/cart.tsx'
import type { RequestResult } from '#client/features/cart/create-access-request.ts'
import { RequestResults } from '#client/features/cart/request-results.tsx'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { cartRequestWords } from '#client/words/cart-request.ts'
import { offerWords } from '#client/words/offer.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DeveloperPage } from '../dashboard-frame.tsx'
import { LoadFailed } from './load-failed.tsx'

const w = offerWords.cartPage

/** What a developer has put together, by catalogue, live in every tab; each catalogue is requested by itself. */
export default function CartPage() {
  return (
    <DeveloperPage title={w.title} skeleton={<Skeleton label={w.loading} rows={4} />}>
      {(me) => <Contents me={me()} />}
    </DeveloperPage>
  )
}

function Contents(props: { me: Me }) {
  const cart = useCart()
  const [results, setResults] = createSignal<readonly RequestResult[]>([])
  const subtitle = () => {
    const groups = cart.value?.groups.length ?? 0
    if (groups === 0) return undefined
    return groups > 1 ? cartRequestWords.several : cartRequestWords.one
  }
  return (
    <Page width="wide">
      <PageHeader title={w.title} subtitle={subtitle()} />
      <Show when={!props.me.emailConfirmed}>
        <ConfirmAddressNotice email={props.me.email} />
      </Show>
      <RequestResults results={results()} />
      <Switch fallback={<Skeleton label={w.loading} rows={4} />}>
        <Match when={cart.value?.lines === 0}>
          <EmptyState
            kind="first-use"
            icon={ShoppingCart}
            title={w.emptyTitle}
            action={
              <LinkButton variant="primary" href="/catalogues">
                {offerWords.catalogues}
              </LinkButton>
            }
          >
            {w.empty}
          </EmptyState>
        </Match>
        <Match when={cart.value}>
          {(known) => (
            <CartGroups
              cart={known()}
              canAsk={props.me.emailConfirmed}
              onResult={(result) => setResults((before) => [...before, result])}
            />
          )}
        </Match>
        <Match when={cart.failure}>
          {(failure) => <LoadFailed failure={failure()} onRetry={() => cart.refetch()} busy={cart.isLoading} />}
        </Match>
      </Switch>
    </Page>
  )
}
