// The dialogs about an app: editing while others may, deleting.
import { Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { createRecordEdit } from '#client/features/records/create-record-edit.ts'
import { MeetingNotice } from '#client/features/records/meeting-notice.tsx'
import { changedFields } from '#client/features/records/merge-fields.ts'
import { RecordForm } from '#client/features/records/record-form.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { ago } from '#client/ui/time-ago.tsx'
import { appsWords } from '#client/words/apps.ts'
import { words as shared } from '#client/words/en.ts'
import { recordWords } from '#client/words/records.ts'
import type { AppDeletion, AppDetail, EditAppInput } from '#server/features/apps/schema.ts'
import { alsoAsked, appSettings, mergeSettings, settingsOf, theirsOf } from './app-edit.ts'
import { AppFields } from './app-fields.tsx'
import { AudienceFields } from './audience-fields.tsx'

const words = appsWords

export interface AppDialogsProps {
  /** How it is now, live and whole. */
  app: AppDetail
  meId: string
  asking: 'edit' | 'delete' | undefined
  onClose: () => void
  /** Its event comes a moment later: whoever opens the dialog again must find what they saved. */
  onSaved: () => void
  onDeleted: () => void
}

export function AppDialogs(props: AppDialogsProps) {
  return (
    <>
      <Dialog
        open={props.asking === 'edit'}
        onClose={() => props.onClose()}
        title={words.editing.title(props.app.name)}
        closeLabel={shared.ui.close}
      >
        <EditForm {...props} />
      </Dialog>
      <DeleteDialog
        open={props.asking === 'delete'}
        title={words.deleting.title(props.app.name)}
        preview={() => api.portal.apps.previewDeletion.query({ id: props.app.id }).then(goesWith)}
        countedAt={String(props.app.version)}
        remove={() => api.portal.apps.remove.mutate({ id: props.app.id })}
        onClose={() => props.onClose()}
        onDeleted={() => props.onDeleted()}
      />
    </>
  )
}

function goesWith({ credentials, lastUsedAt, pending }: AppDeletion): string[] {
  const { keys, used, never, pending: withdrawn } = words.deleting
  return [
    keys(credentials),
    ...(credentials > 0 ? [lastUsedAt ? used(ago(toLocalTime(lastUsedAt) - Date.now())) : never] : []),
    ...(pending > 0 ? [withdrawn(pending)] : []),
  ]
}

function EditForm(props: Pick<AppDialogsProps, 'app' | 'meId' | 'onClose' | 'onSaved'>) {
  const form = createForm({
    // eslint-disable-next-line solid/reactivity -- how it was when the dialog opened
    initial: settingsOf(props.app),
    schema: appSettings,
    also: alsoAsked,
  })
  const edit = createRecordEdit({
    record: () => props.app,
    form,
    fieldsOf: settingsOf,
    merge: mergeSettings,
    fetch: (id) => api.portal.apps.get.query({ id }),
    changed: 'APP_CHANGED',
    action: 'app.edited',
    async save(input, seen) {
      await save({ ...input, ...seen }, props.app)
      props.onSaved()
      props.onClose()
    },
  })
  // Its version counts whatever becomes of its keys, too.
  const meeting = () => {
    const met = edit.meeting()
    return met && changedFields(settingsOf(met.before), settingsOf(met.now)).length > 0 ? met : undefined
  }
  return (
    <RecordForm
      label={words.editing.form}
      form={form}
      failure={edit.hasLost() ? recordWords.conflict : undefined}
      failureNotice={<FailureNotice of={edit.hasLost() ? undefined : form.failure()} />}
      onSubmit={edit.save}
      onCancel={() => props.onClose()}
    >
      <Show when={meeting()}>
        {(met) => (
          <MeetingNotice
            title={words.editing.changedBy(met().by ?? recordWords.somebody)}
            theirs={theirsOf(met().now, met().contested)}
            onTakeTheirs={edit.takeTheirs}
            onKeepMine={edit.keepMine}
          />
        )}
      </Show>
      <AppFields form={form} />
      <AudienceFields app={props.app} meId={props.meId} form={form} />
    </RecordForm>
  )
}

/** Saves over what was seen; a version that moved because somebody revealed or rotated a key is no other app. */
async function save(input: EditAppInput, shown: AppDetail): Promise<void> {
  const seen = shown.version === input.version ? settingsOf(shown) : undefined
  try {
    await api.portal.apps.edit.mutate(input)
  } catch (error) {
    if (toFailure(error).code !== 'APP_CHANGED' || !seen) throw error
    const now = await api.portal.apps.get.query({ id: input.id })
    if (changedFields(seen, settingsOf(now)).length > 0) throw error
    await api.portal.apps.edit.mutate({ ...input, version: now.version })
  }
}
