import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingEdit } from './create-wording-edit.ts'

const words = wordingWords.restore

export interface RestoreDialogProps {
  edit: WordingEdit
  /** what the mail is called */
  title: string
  open: boolean
  onClose: () => void
}

/** Asks before what is published is replaced by the default. */
export function RestoreDialog(props: RestoreDialogProps) {
  const restore = async () => {
    if (await props.edit.restore(null)) props.onClose()
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={words.title(props.title)}
      description={props.edit.name === 'layout' ? words.layoutText : words.text}
      closeLabel={shared.ui.close}
      size="small"
    >
      <p>{words.kept}</p>
      <Show when={props.edit.dirty().length > 0}>
        <p>{words.typed}</p>
      </Show>
      <Show when={props.edit.failure()}>{(failure) => <Notice tone="danger">{failure().sentence}</Notice>}</Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button variant="primary" busy={props.edit.busy() === 'restore'} onClick={() => void restore()}>
          {words.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
