import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { createProductForm } from '#client/features/products/create-product-form.ts'
import { noProduct } from '#client/features/products/product-draft.ts'
import { ProductFields } from '#client/features/products/product-fields.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Form } from '#client/ui/form.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'

const words = productWords.add
const listHref = '/admin/products'
const nothingSaved: ReadonlyMap<string, string> = new Map()

/** Asks for a new API product; saved, it is a draft, and its page is where one goes on. */
export default function AddProductPage() {
  const { me } = useSession()
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="normal">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        breadcrumbs={[{ label: productWords.list.title, href: listHref }]}
        breadcrumbsLabel={productWords.product.breadcrumbs}
      />
      <Show
        when={mayAct()}
        fallback={
          <EmptyState
            kind="no-access"
            title={words.noAccessTitle}
            action={<LinkButton href={listHref}>{adminWords.backToList}</LinkButton>}
          >
            {words.noAccessText}
          </EmptyState>
        }
      >
        <AddProductForm />
      </Show>
    </Page>
  )
}

function AddProductForm() {
  const navigate = useNavigate()
  const form = createProductForm(noProduct())
  const requestIds = createRequestIds()
  const [isAdded, setIsAdded] = createSignal(false)
  const submit = () =>
    form.submit(async (input) => {
      const { id } = await api.admin.products.add.mutate({ ...input, requestId: requestIds(input) })
      setIsAdded(true)
      navigate(`${listHref}/${id}`)
    })
  return (
    <>
      <LeaveGuard isDirty={form.isDirty() && !isAdded()} />
      <Form
        label={words.title}
        onSubmit={() => void submit()}
        errors={form.errors()}
        summaryTitle={shared.ui.problems}
        busy={form.busy()}
      >
        <ProductFields form={form} savedDocuments={nothingSaved} />
        <FailureNotice of={form.failure()} />
        <div class="product-bar">
          <Button
            type="submit"
            variant="primary"
            busy={form.busy()}
            disabledReason={form.isUploading() ? productWords.editing.uploading : undefined}
          >
            {productWords.save}
          </Button>
          <LinkButton href={listHref} variant="quiet">
            {shared.ui.cancel}
          </LinkButton>
        </div>
      </Form>
    </>
  )
}
