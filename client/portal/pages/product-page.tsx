import { useLocation, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { createMemo, lazy, Match, Show, Switch } from 'solid-js'
import { AccessBox } from '#client/features/cart/access-box.tsx'
import { logInHref } from '#client/features/cart/log-in-address.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { catalogueHref } from '#client/features/products/card-filter.ts'
import { createPortalProduct } from '#client/features/products/create-portal-product.ts'
import { productHref, productTabs, type ProductTab } from '#client/features/products/product-address.ts'
import { ProductGuides } from '#client/features/products/product-guides.tsx'
import { ProductOverview } from '#client/features/products/product-overview.tsx'
import { ProductPicture } from '#client/features/products/product-picture.tsx'
import { ProductSpecification } from '#client/features/products/product-specification.tsx'
import { ProductTags } from '#client/features/products/product-tags.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { TabPanel, Tabs } from '#client/ui/tabs.tsx'
import { offerWords } from '#client/words/offer.ts'
import { portalWords } from '#client/words/portal.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'
import { LoadFailed } from './load-failed.tsx'
import './product-page.css'

const NotFoundPage = lazy(() => import('./not-found-page.tsx'))
const w = offerWords.product

/** One API product, live: what it is, its documents, and the way to it. */
export default function ProductPage() {
  const params = useParams<{ slug: string }>()
  const product = createPortalProduct(useSession().connection, () => params.slug)
  return (
    <Switch>
      <Match when={product.isGone() && product.value}>{(known) => <Gone product={known()} />}</Match>
      <Match when={product.value}>{(known) => <Shown product={known()} />}</Match>
      <Match when={product.failure?.code === 'NOT_FOUND'}>
        <NotFoundPage />
      </Match>
      <Match when={product.failure}>
        {(failure) => (
          <Page width="wide">
            <PageHeader title={w.failedTitle} />
            <LoadFailed failure={failure()} onRetry={() => product.refetch()} busy={product.isLoading} />
          </Page>
        )}
      </Match>
      <Match when={product.isLoading}>
        <ProductSkeleton />
      </Match>
    </Switch>
  )
}

const path = [{ label: offerWords.catalogues, href: '/catalogues' }]

function Shown(props: { product: PortalProduct }) {
  const location = useLocation()
  const navigate = useNavigate()
  const [search] = useSearchParams<{ catalogue: string }>()
  const tab = createMemo<ProductTab>(
    () => productTabs.find((one) => location.pathname.endsWith(`/${one}`)) ?? 'overview',
  )
  // Beside it there is no room on a small screen, and a specification needs all of it.
  const isNarrow = createMedia('(width < 64rem)')
  const hrefOf = (to: ProductTab) => productHref(props.product.slug, to, { catalogue: search.catalogue })
  return (
    <Page width="wide">
      <Show when={props.product.state === 'draft'}>
        <Notice tone="warning">{w.draft}</Notice>
      </Show>
      <div class="product-head">
        <ProductPicture product={props.product} look="tile" />
        <div class="stack product-head-text">
          <PageHeader
            title={props.product.name}
            subtitle={props.product.summary}
            breadcrumbs={path}
            breadcrumbsLabel={w.path}
            badges={props.product.isDeprecated && <Badge tone="warning">{offerWords.card.deprecated}</Badge>}
          />
          <ProductTags tags={props.product.tags} hrefOf={(tag) => catalogueHref({ tag })} />
        </div>
      </div>
      <div class="product-page" data-tab={tab()}>
        <aside class="product-access">
          <AccessBox product={props.product} look={tab() === 'specification' || isNarrow() ? 'bar' : 'box'} />
        </aside>
        <div class="product-main">
          <Tabs
            id="product"
            label={w.tabsLabel}
            tabs={productTabs.map((value) => ({ value, label: w.tabs[value] }))}
            value={tab()}
            onChange={(to) => navigate(hrefOf(to as ProductTab), { scroll: false })}
          />
          <TabPanel tabs="product" value={tab()} class="product-panel">
            <Switch>
              <Match when={tab() === 'overview'}>
                <ProductOverview product={props.product} />
              </Match>
              <Match when={tab() === 'specification'}>
                <ProductSpecification product={props.product} />
              </Match>
              <Match when={tab() === 'get-started'}>
                <ProductGuides product={props.product} />
              </Match>
            </Switch>
          </TabPanel>
        </div>
      </div>
    </Page>
  )
}

/** It was there a moment ago: no error, and nothing that still looks usable. */
function Gone(props: { product: PortalProduct }) {
  const session = useSession()
  const location = useLocation()
  const isVisitor = () => session.me() === null
  return (
    <Page width="wide">
      <PageHeader title={props.product.name} breadcrumbs={path} breadcrumbsLabel={w.path} />
      <EmptyState
        kind="no-access"
        title={w.goneTitle}
        action={
          <>
            <LinkButton href="/catalogues">{offerWords.catalogues}</LinkButton>
            <Show when={isVisitor()}>
              <LinkButton href={logInHref(location)}>{portalWords.logIn}</LinkButton>
            </Show>
          </>
        }
      >
        {isVisitor() ? w.goneVisitor : w.gone}
      </EmptyState>
    </Page>
  )
}

function ProductSkeleton() {
  return (
    <Skeleton label={w.loading}>
      <div class="stack">
        <SkeletonBlock width="20rem" height="2.25rem" />
        <SkeletonBlock width="28rem" height="1.25rem" />
        <div class="product-page">
          <div class="product-access">
            <SkeletonBlock height="16rem" />
          </div>
          <div class="product-main">
            <SkeletonBlock height="24rem" />
          </div>
        </div>
      </div>
    </Skeleton>
  )
}
