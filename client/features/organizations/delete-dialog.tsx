import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { toFailure, type Failure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { placesWords } from '#client/words/places.ts'
import './places.css'

const words = placesWords.deleting

export interface DeleteDialogProps {
  open: boolean
  title: string
  /** Counts what would happen, and says it line by line, or why it cannot. */
  preview: () => Promise<string[] | { cannot: string }>
  /** Counts again when this changes. */
  countedAt: string
  remove: () => Promise<unknown>
  onClose: () => void
  onDeleted: () => void
}

/** Says with numbers what a deletion does, and then does it. Nothing is deleted before it has been counted. */
export function DeleteDialog(props: DeleteDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={props.title}
      description={words.forever}
      closeLabel={shared.ui.close}
    >
      <DeleteForm {...props} />
    </Dialog>
  )
}

function DeleteForm(props: DeleteDialogProps) {
  const [counted, setCounted] = createSignal<string[] | { cannot: string }>()
  const [failure, setFailure] = createSignal<Failure>()
  const [isBusy, setIsBusy] = createSignal(false)
  let asked = 0
  onCleanup(() => asked++)

  async function count() {
    const mine = ++asked
    try {
      const answer = await props.preview()
      if (mine !== asked) return
      setCounted(answer)
      setFailure(undefined)
    } catch (error) {
      if (mine === asked) setFailure(toFailure(error))
    }
  }
  createEffect(
    on(
      () => props.countedAt,
      () => void count(),
    ),
  )

  async function remove() {
    setIsBusy(true)
    setFailure(undefined)
    try {
      await props.remove()
      props.onDeleted()
    } catch (error) {
      setFailure(toFailure(error))
      setIsBusy(false)
    }
  }
  const lines = () => {
    const answer = counted()
    return Array.isArray(answer) ? answer : undefined
  }
  const cannot = () => {
    const answer = counted()
    return answer && 'cannot' in answer ? answer.cannot : undefined
  }
  const notYet = () => cannot() ?? (lines() ? undefined : words.counting)
  const sentence = ({ code, sentence: said }: Failure) => (code === 'NOT_FOUND' ? words.gone : said)
  return (
    <>
      <div class="places-goes" aria-live="polite">
        <Show when={counted()} fallback={<p class="muted">{failure() ? '' : words.counting}</p>}>
          <Show when={lines()} fallback={<p>{cannot()}</p>}>
            {(goes) => (
              <>
                <p>{words.will}</p>
                <ul>
                  <For each={goes()}>{(line) => <li>{line}</li>}</For>
                </ul>
              </>
            )}
          </Show>
        </Show>
      </div>
      <Show when={failure()}>
        {(failed) => (
          <Notice
            tone="danger"
            action={
              <Show when={!counted()}>
                <Button size="small" onClick={() => (setFailure(undefined), void count())}>
                  {shared.ui.retry}
                </Button>
              </Show>
            }
          >
            {sentence(failed())}
          </Notice>
        )}
      </Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button variant="danger" busy={isBusy()} disabledReason={notYet()} onClick={() => void remove()}>
          {placesWords.delete}
        </Button>
      </DialogActions>
    </>
  )
}
