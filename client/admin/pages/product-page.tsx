import { useNavigate, useParams } from '@solidjs/router'
import { createMemo, Show, untrack } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { createProductActs } from '#client/features/products/create-product-acts.ts'
import { createProductDetail } from '#client/features/products/create-product-detail.ts'
import { createProductEdit } from '#client/features/products/create-product-edit.ts'
import { EditProduct } from '#client/features/products/edit-product.tsx'
import { GuidesCard } from '#client/features/products/guides-card.tsx'
import { DeleteProduct, ProductActions, ProductActNotice } from '#client/features/products/product-actions.tsx'
import { ProductStanding } from '#client/features/products/product-standing.tsx'
import { ProductStateBadge } from '#client/features/products/product-state-badge.tsx'
import { ReadProduct } from '#client/features/products/read-product.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { productWords } from '#client/words/products.ts'
import '#client/features/organizations/places.css'

const words = productWords.product
const listHref = '/admin/products'

/** One API product: written, published, and who sees it. Live. */
export default function ProductPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const detail = createProductDetail(connection, id)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const known = () => (detail.isDeleted() ? undefined : detail.value)
  const editableId = createMemo(() => (mayAct() ? known()?.id : undefined))
  // Another product is another form.
  const editing = createMemo(() => {
    if (editableId() === undefined) return undefined
    return untrack(() => {
      let last = detail.value!
      const edit = createProductEdit(
        () => (last = detail.value ?? last),
        () => detail.refetch(),
      )
      return { edit, acts: createProductActs(edit) }
    })
  })
  return (
    <Page width="wide">
      <PageHeader
        title={detail.value?.name ?? words.kind}
        badges={<Show when={known()}>{(shown) => <ProductStateBadge state={shown().state} />}</Show>}
        breadcrumbs={[{ label: productWords.list.title, href: listHref }]}
        breadcrumbsLabel={words.breadcrumbs}
        actions={
          <Show when={editing()}>
            {(one) => <ProductActions product={detail.value!} acts={one().acts} isDirty={one().edit.form.isDirty()} />}
          </Show>
        }
      />
      <PlaceStates detail={detail} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(product) => (
          <>
            <Show when={editing()}>{(one) => <ProductActNotice acts={one().acts} />}</Show>
            <div class="place-page">
              <ProductStanding product={product()} />
              <div class="stack place-main">
                <Show when={editing()} fallback={<ReadProduct product={product()} />}>
                  {(one) => (
                    <>
                      <EditProduct product={product()} edit={one().edit} />
                      <GuidesCard product={product()} edit={one().edit} />
                    </>
                  )}
                </Show>
              </div>
              <PlaceHistory entries={product().history} acts={words.acts} />
            </div>
            <Show when={editing()}>
              {(one) => (
                <DeleteProduct
                  product={product()}
                  acts={one().acts}
                  onDeleted={() => {
                    // There is nothing to be saved any more.
                    one().edit.discard()
                    navigate(listHref)
                  }}
                />
              )}
            </Show>
          </>
        )}
      </PlaceStates>
    </Page>
  )
}
