import { createMemo, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { MeetingNotice } from '#client/features/records/meeting-notice.tsx'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { recordWords } from '#client/words/records.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import type { ProductEdit } from './create-product-edit.ts'
import { ProductFields } from './product-fields.tsx'
import './products.css'

const words = productWords.editing

/** All that can be written of a product, in its place. What somebody else saves meanwhile comes in; nothing that was typed is lost. */
export function EditProduct(props: { product: ProductDetail; edit: ProductEdit }) {
  const form = () => props.edit.form
  const savedDocuments = createMemo(
    () => new Map(props.product.apiList.flatMap(({ id, document }) => (document ? [[id, document.id] as const] : []))),
  )
  return (
    <>
      <LeaveGuard isDirty={form().isDirty()} />
      <Form
        label={words.form}
        onSubmit={() => props.edit.save()}
        errors={form().errors()}
        failure={props.edit.hasLost() ? recordWords.conflict : undefined}
        summaryTitle={shared.ui.problems}
        busy={form().busy()}
      >
        <Show when={props.edit.meeting()}>
          {(meeting) => (
            <MeetingNotice
              title={words.changedBy(meeting().by ?? recordWords.somebody)}
              theirs={meeting().theirs}
              onTakeTheirs={() => props.edit.discard()}
              onKeepMine={() => props.edit.keepMine()}
            />
          )}
        </Show>
        <ProductFields form={form()} savedDocuments={savedDocuments()} />
        <FailureNotice of={props.edit.hasLost() ? undefined : form().failure()} />
        <div class="product-bar">
          <Button
            type="submit"
            variant="primary"
            busy={form().busy()}
            disabledReason={form().isUploading() ? words.uploading : undefined}
          >
            {productWords.save}
          </Button>
          <Show when={form().isDirty() && !form().busy()}>
            <Button variant="quiet" onClick={() => props.edit.discard()}>
              {words.discard}
            </Button>
          </Show>
          <p class="product-bar-text">
            <span role="status">{props.edit.wasSaved() ? words.saved : ''}</span>
            <Show when={form().isDirty()}>
              <b>{words.unsaved}</b>
            </Show>{' '}
            <Show when={props.product.state !== 'draft'}>{words.liveForReaders}</Show>
          </p>
        </div>
      </Form>
    </>
  )
}
