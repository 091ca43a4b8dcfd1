// The dialogs about plans: adding, editing while others may, deleting.
import { Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { createRecordEdit } from '#client/features/records/create-record-edit.ts'
import { isOn } from '#client/features/records/form-texts.ts'
import { MeetingNotice } from '#client/features/records/meeting-notice.tsx'
import { RecordForm } from '#client/features/records/record-form.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { words as shared } from '#client/words/en.ts'
import { planWords } from '#client/words/plans.ts'
import { recordWords } from '#client/words/records.ts'
import type { PlanDeletion, PlanDetail, PlanRow } from '#server/features/plans/schema.ts'
import { fieldsOf, mergePlans, noPlan, type PlanField } from './plan-draft.ts'
import { createPlanForm, PlanFields } from './plan-fields.tsx'

export interface AddPlanDialogProps {
  open: boolean
  onClose: () => void
  onAdded: (plan: PlanRow) => void
}

export function AddPlanDialog(props: AddPlanDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={planWords.add.title}
      description={planWords.add.text}
      closeLabel={shared.ui.close}
    >
      <AddPlanForm {...props} />
    </Dialog>
  )
}

function AddPlanForm(props: AddPlanDialogProps) {
  const form = createPlanForm(noPlan)
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (terms) =>
      props.onAdded(await api.admin.plans.add.mutate({ ...terms, requestId: requestIds(terms) })),
    )
  return (
    <RecordForm
      label={planWords.add.title}
      form={form}
      failureNotice={<FailureNotice of={form.failure()} />}
      onSubmit={() => void submit()}
      onCancel={() => props.onClose()}
    >
      <PlanFields form={form} />
    </RecordForm>
  )
}

export interface PlanDialogsProps {
  /** How it is now, live. */
  plan: PlanDetail
  asking: 'edit' | 'delete' | undefined
  onClose: () => void
  onDeleted: () => void
}

/** What goes with a plan, or what keeps it. */
const whatGoes = (counted: PlanDeletion) =>
  counted.credentials + counted.requests > 0
    ? { cannot: adminAppWords.deleting.planInUse(counted) }
    : planWords.deleting.lines(counted)

export function PlanDialogs(props: PlanDialogsProps) {
  return (
    <>
      <Dialog
        open={props.asking === 'edit'}
        onClose={() => props.onClose()}
        title={planWords.editing.title(props.plan.name)}
        description={planWords.editing.text(props.plan.catalogues.length)}
        closeLabel={shared.ui.close}
      >
        <EditPlanForm plan={props.plan} onClose={() => props.onClose()} />
      </Dialog>
      <DeleteDialog
        open={props.asking === 'delete'}
        title={planWords.deleting.title(props.plan.name)}
        preview={() => api.admin.plans.previewDeletion.query({ id: props.plan.id }).then(whatGoes)}
        countedAt={String(props.plan.catalogues.length)}
        remove={() => api.admin.plans.remove.mutate({ id: props.plan.id })}
        onClose={() => props.onClose()}
        onDeleted={() => props.onDeleted()}
      />
    </>
  )
}

function EditPlanForm(props: { plan: PlanDetail; onClose: () => void }) {
  // eslint-disable-next-line solid/reactivity -- how it was when the dialog opened
  const form = createPlanForm(fieldsOf(props.plan))
  const edit = createRecordEdit({
    record: () => props.plan,
    form,
    fieldsOf,
    merge: mergePlans,
    fetch: (id) => api.admin.plans.get.query({ id }),
    changed: 'PLAN_CHANGED',
    action: 'plan.edited',
    async save(terms, seen) {
      await api.admin.plans.edit.mutate({ ...terms, ...seen })
      props.onClose()
    },
  })
  return (
    <RecordForm
      label={planWords.editing.form}
      form={form}
      failure={edit.hasLost() ? recordWords.conflict : undefined}
      failureNotice={<FailureNotice of={edit.hasLost() ? undefined : form.failure()} />}
      onSubmit={edit.save}
      onCancel={() => props.onClose()}
    >
      <Show when={edit.meeting()}>
        {(meeting) => (
          <MeetingNotice
            title={planWords.editing.changedBy(meeting().by ?? recordWords.somebody)}
            theirs={meeting().contested.map((field) =>
              recordWords.theirs(labelByField[field], valueOf(meeting().now, field)),
            )}
            onTakeTheirs={edit.takeTheirs}
            onKeepMine={edit.keepMine}
          />
        )}
      </Show>
      <PlanFields form={form} />
    </RecordForm>
  )
}

const { fields } = planWords
const labelByField: Record<PlanField, string> = {
  name: fields.name,
  description: fields.description,
  requestsPerSecond: fields.rate,
  quota: fields.quota,
  quotaPeriod: fields.period,
  keyLifetime: fields.lifetime,
  needsApproval: fields.approval,
}

function valueOf(plan: PlanDetail, field: PlanField): string {
  const text = fieldsOf(plan)[field]
  if (field === 'needsApproval') return isOn(text) ? recordWords.yes : recordWords.no
  if (field === 'quotaPeriod') return plan.quotaPeriod ? fields.periods[plan.quotaPeriod] : recordWords.empty
  return text || recordWords.empty
}
