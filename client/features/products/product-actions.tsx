import Trash from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { canBecome } from '#server/features/products/rules.ts'
import type { ProductDetail, ProductState } from '#server/features/products/schema.ts'
import type { ProductActs } from './create-product-acts.ts'

const words = productWords.acts
const deleting = productWords.deleting

const acts: readonly [ProductState, string][] = [
  ['deprecated', words.deprecate],
  ['draft', words.withdraw],
  ['published', words.publish],
]

export interface ProductActionsProps {
  product: ProductDetail
  acts: ProductActs
  /** Something is typed and not saved: publishing would not publish it. */
  isDirty: boolean
}

/** The buttons that fit the state of a product. */
export function ProductActions(props: ProductActionsProps) {
  const reason = (state: ProductState) => {
    if (state === 'published' && props.isDirty) return words.saveFirst
    return state !== 'draft' && props.product.apiList.length === 0 ? words.needsApi : undefined
  }
  return (
    <>
      <Button icon={Trash} onClick={() => props.acts.askToDelete()}>
        {productWords.delete}
      </Button>
      <For each={acts.filter(([state]) => canBecome(props.product.state, state))}>
        {([state, label]) => (
          <Button
            variant={state === 'published' ? 'primary' : 'default'}
            busy={props.acts.busy() === state}
            disabledReason={reason(state)}
            onClick={() => props.acts.become(state)}
          >
            {label}
          </Button>
        )}
      </For>
    </>
  )
}

/** What came of the last press. */
export function ProductActNotice(props: { acts: ProductActs }) {
  return (
    <Show when={props.acts.said()}>
      {(said) => (
        <Notice
          tone={said().tone}
          action={
            <Show when={said().isUnseen}>
              <LinkButton size="small" href="/admin/catalogues">
                {productWords.standing.toCatalogues}
              </LinkButton>
            </Show>
          }
          dismissLabel={shared.ui.dismiss}
          onDismiss={() => props.acts.forget()}
        >
          {said().sentence}
        </Notice>
      )}
    </Show>
  )
}

export function DeleteProduct(props: { product: ProductDetail; acts: ProductActs; onDeleted: () => void }) {
  const preview = async () => {
    const { catalogues, carts, ...access } = await api.admin.products.previewDeletion.query({ id: props.product.id })
    return [
      deleting.contents(props.product.apiList.length, props.product.guideList.length),
      deleting.page,
      deleting.catalogues(catalogues),
      deleting.carts(carts),
      adminAppWords.deleting.product(access),
    ]
  }
  return (
    <DeleteDialog
      open={props.acts.isDeleting()}
      title={deleting.title(props.product.name)}
      countedAt={`${props.product.version}/${props.product.catalogues}`}
      preview={preview}
      remove={() => api.admin.products.remove.mutate({ id: props.product.id })}
      onClose={() => props.acts.close()}
      onDeleted={() => {
        props.acts.close()
        props.onDeleted()
      }}
    />
  )
}
