import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { ReasonField } from '#client/features/reviews/reason-field.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { bulkWords } from '#client/words/bulk.ts'
import { words as shared } from '#client/words/en.ts'
import { startInput, type BulkPreview, type BulkRun, type BulkTarget } from '#server/features/bulk/schema.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'

const words = bulkWords.ask

export interface BulkDialogProps {
  act: BulkRun['act']
  /** the same as long as it is open */
  target: BulkTarget
  disabledReason: string | undefined
  onClose: () => void
  onStarted: () => void
}

/** Says which reviews, what will happen and how to take it back; then starts the run. */
export function BulkDialog(props: BulkDialogProps) {
  const [preview, setPreview] = createSignal<BulkPreview>()
  const [failure, setFailure] = createSignal<string>()
  const [errors, setErrors] = createSignal<FormErrors>()
  const [reason, setReason] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const requestIds = createRequestIds()

  onMount(async () => {
    try {
      setPreview(await api.admin.bulk.preview.query({ target: props.target, act: props.act }))
    } catch (error) {
      setFailure(`${words.failed} ${toFailure(error).sentence}`)
    }
  })

  async function start() {
    const seen = preview()
    if (!seen || cannot()) return
    const typed = props.act === 'reject' ? reason() : undefined
    const input = { act: props.act, target: props.target, asOf: seen.asOf, reason: typed }
    const parsed = startInput.safeParse({ ...input, requestId: requestIds(input) })
    if (!parsed.success)
      return setErrors(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])))
    setErrors(undefined)
    setFailure(undefined)
    setBusy(true)
    try {
      await api.admin.bulk.start.mutate(parsed.data)
      props.onStarted()
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setBusy(false)
    }
  }
  /** Why none of it can be done, whoever asks. */
  const refused = () => {
    const total = preview()?.total
    if (total === 0) return words.nothing
    return total !== undefined && total > matchingMax ? words.tooMany(matchingMax) : undefined
  }
  const cannot = () => refused() ?? props.disabledReason

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words.title(props.act, refused() ? undefined : preview()?.total)}
      closeLabel={shared.ui.close}
    >
      <Form
        onSubmit={() => void start()}
        errors={errors()}
        failure={failure()}
        summaryTitle={shared.ui.problems}
        busy={busy()}
      >
        <Switch>
          <Match when={refused()}>{(sentence) => <p>{sentence()}</p>}</Match>
          <Match when={preview()}>
            {(known) => (
              <Facts>
                <Fact label={words.whichLabel}>{words.which(known())}</Fact>
                <Fact label={words.thenLabel}>
                  {words.effects[props.act]} {words.mails(known().mails, known().undoSeconds)} {words.skipped}
                </Fact>
                <Fact label={words.undoLabel}>{words.undo(known().undoSeconds)}</Fact>
              </Facts>
            )}
          </Match>
          <Match when={!failure()}>
            <Skeleton label={words.loading} rows={3} />
          </Match>
        </Switch>
        <Show when={props.act === 'reject'}>
          <ReasonField value={reason()} onChange={setReason} />
        </Show>
        <DialogActions>
          <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
          <Button
            type="submit"
            variant={props.act === 'reject' ? 'danger' : 'primary'}
            busy={busy() || (!preview() && !failure())}
            disabledReason={cannot()}
          >
            {bulkWords[props.act]}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
