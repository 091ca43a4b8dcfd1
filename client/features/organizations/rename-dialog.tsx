import { createEffect, createSignal, on, Show } from 'solid-js'
import type { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { placesWords } from '#client/words/places.ts'
import type { PlaceRow } from './place-list.ts'

const words = placesWords.renaming

export interface RenameDialogProps {
  open: boolean
  title: string
  text: string
  /** The field's label. */
  label: string
  /** How it is now, live. */
  row: PlaceRow
  schema: z.ZodType<{ name: string }>
  /** @throws ORGANIZATION_CHANGED, TEAM_CHANGED with the row as it is now; a taken name */
  rename: (input: { id: string; version: number; name: string }) => Promise<PlaceRow>
  onClose: () => void
}

/** Asks for another name. If somebody else gives it one meanwhile, that is shown, and nothing that was typed is lost. */
export function RenameDialog(props: RenameDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={props.title}
      description={props.text}
      closeLabel={shared.ui.close}
      size="small"
    >
      <RenameForm {...props} />
    </Dialog>
  )
}

function RenameForm(props: RenameDialogProps) {
  // What is typed stands over this; the row itself follows the world.
  // eslint-disable-next-line solid/reactivity -- how it was when the dialog opened
  const [base, setBase] = createSignal<PlaceRow>({ ...props.row })
  const [theirs, setTheirs] = createSignal<string>()
  const form = createForm({
    // eslint-disable-next-line solid/reactivity -- as above
    initial: { name: props.row.name },
    // eslint-disable-next-line solid/reactivity -- the same as long as the dialog is open
    schema: props.schema,
    refusedFields: { ORGANIZATION_NAME_TAKEN: 'name', TEAM_NAME_TAKEN: 'name' },
  })

  function adopt({ ...now }: PlaceRow) {
    if (now.version <= base().version) return
    const isUntouched = form.values.name === base().name
    setBase(now)
    if (isUntouched) form.reset({ name: now.name })
    else setTheirs(form.values.name.trim() === now.name ? undefined : now.name)
  }
  createEffect(
    on(
      () => props.row.version,
      () => !form.busy() && adopt(props.row),
    ),
  )

  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async ({ name }) => {
      const { id, version } = base()
      try {
        if (name !== base().name) await props.rename({ id, version, name })
        props.onClose()
      } catch (error) {
        const { code, detail } = toFailure(error)
        if (code !== 'ORGANIZATION_CHANGED' && code !== 'TEAM_CHANGED') throw error
        const now = (detail.organization ?? detail.team) as PlaceRow
        if (now.name === name) props.onClose()
        else adopt(now)
      }
    })
  return (
    <Form
      label={props.title}
      onSubmit={() => void submit()}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
    >
      <Show when={theirs()}>
        {(name) => (
          <Notice
            tone="warning"
            title={words.changedTitle}
            action={
              <Button size="small" onClick={() => (form.reset({ name: name() }), setTheirs(undefined))}>
                {words.takeTheirs}
              </Button>
            }
          >
            {words.isNow(name())}
          </Notice>
        )}
      </Show>
      <TextField label={props.label} {...form.field('name')} autocomplete="off" spellcheck={false} maxlength={200} />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {placesWords.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
