// The dialogs about catalogues: adding, editing while others may, deleting.
import { createComputed, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { createRecordEdit } from '#client/features/records/create-record-edit.ts'
import { MeetingNotice } from '#client/features/records/meeting-notice.tsx'
import { RecordForm } from '#client/features/records/record-form.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { words as shared } from '#client/words/en.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { recordWords } from '#client/words/records.ts'
import type { CatalogueDetail, CatalogueRow } from '#server/features/catalogues/schema.ts'
import { fieldsOf, mergeCatalogues, noCatalogue, theirsOf } from './catalogue-draft.ts'
import { CatalogueFields, createCatalogueForm } from './catalogue-fields.tsx'
import { createNames } from './create-names.ts'

const words = catalogueWords

export interface AddCatalogueDialogProps {
  open: boolean
  onClose: () => void
  onAdded: (catalogue: CatalogueRow) => void
}

export function AddCatalogueDialog(props: AddCatalogueDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.add.title}
      description={words.add.text}
      closeLabel={shared.ui.close}
      size="large"
    >
      <AddCatalogueForm {...props} />
    </Dialog>
  )
}

function AddCatalogueForm(props: AddCatalogueDialogProps) {
  const form = createCatalogueForm(noCatalogue)
  const names = createNames()
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (input) =>
      props.onAdded(await api.admin.catalogues.add.mutate({ ...input, requestId: requestIds(input) })),
    )
  return (
    <RecordForm
      label={words.add.title}
      form={form}
      failureNotice={<FailureNotice of={form.failure()} />}
      onSubmit={() => void submit()}
      onCancel={() => props.onClose()}
    >
      <CatalogueFields form={form} names={names} />
    </RecordForm>
  )
}

export interface CatalogueDialogsProps {
  /** How it is now, live and whole. */
  catalogue: CatalogueDetail
  asking: 'edit' | 'delete' | undefined
  onClose: () => void
  onDeleted: () => void
}

export function CatalogueDialogs(props: CatalogueDialogsProps) {
  return (
    <>
      <Dialog
        open={props.asking === 'edit'}
        onClose={() => props.onClose()}
        title={words.editing.title(props.catalogue.name)}
        description={words.editing.text}
        closeLabel={shared.ui.close}
        size="large"
      >
        <EditCatalogueForm catalogue={props.catalogue} onClose={() => props.onClose()} />
      </Dialog>
      <DeleteDialog
        open={props.asking === 'delete'}
        title={words.deleting.title(props.catalogue.name)}
        preview={() =>
          api.admin.catalogues.previewDeletion
            .query({ id: props.catalogue.id })
            .then((counted) => [...words.deleting.lines(counted), adminAppWords.deleting.catalogue(counted)])
        }
        countedAt={String(props.catalogue.version)}
        remove={() => api.admin.catalogues.remove.mutate({ id: props.catalogue.id })}
        onClose={() => props.onClose()}
        onDeleted={() => props.onDeleted()}
      />
    </>
  )
}

function EditCatalogueForm(props: { catalogue: CatalogueDetail; onClose: () => void }) {
  // eslint-disable-next-line solid/reactivity -- how it was when the dialog opened
  const form = createCatalogueForm(fieldsOf(props.catalogue))
  const names = createNames()
  createComputed(() => names.learn(props.catalogue))
  const edit = createRecordEdit({
    record: () => props.catalogue,
    form,
    fieldsOf,
    merge: mergeCatalogues,
    async fetch(id) {
      const now = await api.admin.catalogues.get.query({ id })
      names.learn(now)
      return now
    },
    changed: 'CATALOGUE_CHANGED',
    action: 'catalogue.edited',
    async save(input, seen) {
      await api.admin.catalogues.edit.mutate({ ...input, ...seen })
      props.onClose()
    },
  })
  return (
    <RecordForm
      label={words.editing.form}
      form={form}
      failure={edit.hasLost() ? recordWords.conflict : undefined}
      failureNotice={<FailureNotice of={edit.hasLost() ? undefined : form.failure()} />}
      onSubmit={edit.save}
      onCancel={() => props.onClose()}
    >
      <Show when={edit.meeting()}>
        {(meeting) => (
          <MeetingNotice
            title={words.editing.changedBy(meeting().by ?? recordWords.somebody)}
            theirs={theirsOf(meeting(), (id) => names.of(id).name)}
            onTakeTheirs={edit.takeTheirs}
            onKeepMine={edit.keepMine}
          />
        )}
      </Show>
      <CatalogueFields form={form} names={names} />
    </RecordForm>
  )
}
