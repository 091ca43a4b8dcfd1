import ShoppingCart from 'lucide-solid/icons/shopping-cart'
import { Match, Switch } from 'solid-js'
import { CartGroups } from '#client/features/cart/cart-groups.tsx'
import { useCart } from '#client/features/cart/cart.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { offerWords } from '#client/words/offer.ts'
import { DeveloperPage } from '../dashboard-frame.tsx'
import { LoadFailed } from './load-failed.tsx'

const w = offerWords.cartPage

/** What a developer has put together, by catalogue, live in every tab. */
export default function CartPage() {
  return (
    <DeveloperPage title={w.title} skeleton={<Skeleton label={w.loading} rows={4} />}>
      {() => <Contents />}
    </DeveloperPage>
  )
}

function Contents() {
  const cart = useCart()
  return (
    <Page width="wide">
      <PageHeader title={w.title} subtitle={w.subtitle} />
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
        <Match when={cart.value}>{(known) => <CartGroups cart={known()} />}</Match>
        <Match when={cart.failure}>
          {(failure) => <LoadFailed failure={failure()} onRetry={() => cart.refetch()} busy={cart.isLoading} />}
        </Match>
      </Switch>
    </Page>
  )
}
