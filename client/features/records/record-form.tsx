import type { JSX } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { DialogActions } from '#client/ui/dialog.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { words as shared } from '#client/words/en.ts'
import { recordWords } from '#client/words/records.ts'

export interface RecordFormProps {
  label: string
  form: { errors: () => FormErrors | undefined; busy: () => boolean }
  /** Said in the summary above the fields. */
  failure?: string | undefined
  /** Stands beside the buttons. */
  failureNotice: JSX.Element
  onSubmit: () => void
  onCancel: () => void
  children: JSX.Element
}

/** The form of a dialog that adds or edits a record: its fields, *Cancel* and *Save*. */
export function RecordForm(props: RecordFormProps) {
  return (
    <Form
      label={props.label}
      onSubmit={() => props.onSubmit()}
      errors={props.form.errors()}
      failure={props.failure}
      summaryTitle={shared.ui.problems}
      busy={props.form.busy()}
    >
      {props.children}
      {props.failureNotice}
      <DialogActions>
        <Button onClick={() => props.onCancel()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={props.form.busy()}>
          {recordWords.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
