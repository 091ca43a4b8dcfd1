import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { isOn, toText } from '#client/features/records/form-texts.ts'
import { RecordForm } from '#client/features/records/record-form.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import type { QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { queueWords } from '#client/words/queue.ts'
import { viewNameInput, type QueueView } from '#server/features/queue-views/schema.ts'

const words = queueWords.views
const schema = viewNameInput.extend({ isShared: z.string().transform(isOn) })

export interface ViewDialogProps {
  /** The view to edit; without it, one of this filter is added. */
  view?: QueueView
  filter?: QueueFilter
  onSaved: () => void
  onClose: () => void
}

/** Asks for a view's name, and whether it is shared. */
export default function ViewDialog(props: ViewDialogProps) {
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.view ? words.editTitle(props.view.name) : words.saveTitle}
      description={props.view ? undefined : words.saveText}
      closeLabel={shared.ui.close}
    >
      <ViewForm {...props} />
    </Dialog>
  )
}

function ViewForm(props: ViewDialogProps) {
  const requestIds = createRequestIds()
  // eslint-disable-next-line solid/reactivity -- what the form starts with
  const { view, filter } = props
  const form = createForm<{ name: string; isShared: string }, z.output<typeof schema>>({
    initial: { name: view?.name ?? '', isShared: toText(view?.isShared ?? false) },
    schema,
    refusedFields: { VIEW_NAME_TAKEN: 'name' },
  })
  async function save(named: z.output<typeof schema>) {
    if (view) await api.admin.queueViews.edit.mutate({ ...named, id: view.id, version: view.version })
    else if (filter) {
      const input = { ...named, filter }
      await api.admin.queueViews.add.mutate({ ...input, requestId: requestIds(input) })
    }
    props.onSaved()
    props.onClose()
  }
  const isShared = form.field('isShared')
  return (
    <RecordForm
      label={view ? words.edit : words.saveTitle}
      form={form}
      failureNotice={<FailureNotice of={form.failure()} />}
      onSubmit={() => void form.submit(save)}
      onCancel={() => props.onClose()}
    >
      <TextField {...form.field('name')} label={words.name} maxlength={60} autocomplete="off" />
      <Checkbox
        name={isShared.name}
        label={words.shared}
        hint={words.sharedHint}
        checked={isOn(isShared.value)}
        onChange={(on) => isShared.onChange(toText(on))}
      />
    </RecordForm>
  )
}
