import { createSignal, For } from 'solid-js'
import { createStore } from 'solid-js/store'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { overviewWords } from '#client/words/overview.ts'
import { reviewMailWords as words } from '#client/words/review-mails.ts'
import { pacesFor } from '#server/features/review-mails/rules.ts'
import type { MailPace, MailPaces } from '#server/features/review-mails/schema.ts'
import { reviewKinds, type ReviewKind } from '#server/features/reviews/schema.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'

export interface ReviewMailsDialogProps {
  /** as they are now: what is not touched here follows */
  staff: StaffRow
  isOwn: boolean
  onClose: () => void
  onSaved: () => void
}

/** Asks how soon somebody wants to be told of each kind of review. */
export default function ReviewMailsDialog(props: ReviewMailsDialogProps) {
  const name = () => `${props.staff.firstName} ${props.staff.lastName}`
  const about = () => (props.isOwn ? words.own : words.others(name()))
  // Auditors decide nothing, and are reminded of nothing.
  const description = () => (props.staff.role === 'auditor' ? about() : `${about()} ${words.reminded}`)
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words.title}
      description={description()}
      closeLabel={shared.ui.close}
    >
      <PacesForm {...props} />
    </Dialog>
  )
}

function PacesForm(props: ReviewMailsDialogProps) {
  const [chosen, setChosen] = createStore<Partial<MailPaces>>({})
  const [failure, setFailure] = createSignal<Failure>()
  const [isSaving, setIsSaving] = createSignal(false)
  const offered = () => pacesFor(props.staff.role)
  const paceOf = (kind: ReviewKind): MailPace => {
    const mine = chosen[kind]
    return mine && offered().includes(mine) ? mine : props.staff.paces[kind]
  }

  async function save() {
    if (isSaving()) return
    setIsSaving(true)
    setFailure(undefined)
    try {
      const paces = Object.fromEntries(reviewKinds.map((kind) => [kind, paceOf(kind)])) as MailPaces
      await api.admin.staff.setPaces.mutate({ id: props.staff.id, paces })
      props.onSaved()
    } catch (error) {
      setFailure(toFailure(error))
    } finally {
      setIsSaving(false)
    }
  }

  return (
    <Form label={words.title} onSubmit={() => void save()} summaryTitle={shared.ui.problems} busy={isSaving()}>
      <For each={reviewKinds}>
        {(kind) => (
          <SelectField
            label={overviewWords.kinds[kind]}
            name={kind}
            hint={words.hints[paceOf(kind)]}
            value={paceOf(kind)}
            onChange={(pace) => setChosen(kind, pace as MailPace)}
            options={offered().map((pace) => ({ value: pace, label: words.summary[pace] }))}
          />
        )}
      </For>
      <FailureNotice of={failure() && { failure: failure()!, retryAt: undefined }} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={isSaving()}>
          {words.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
