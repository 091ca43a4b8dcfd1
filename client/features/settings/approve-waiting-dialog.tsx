import { For, Match, Show, Switch } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import {
  totalOf,
  type Amounts,
  type ApproveWaiting,
  type SettledKind,
  type WaitingStep,
} from './create-approve-waiting.ts'
import './approve-waiting.css'

const words = adminWords.approveWaiting

const kindsOf = (amounts: Amounts) => Object.keys(amounts) as SettledKind[]

/** "7 registrations and 2 organization requests" */
const nameAmounts = (amounts: Amounts) =>
  kindsOf(amounts)
    .map((kind) => words.amounts[kind](amounts[kind] ?? 0))
    .join(words.and)

/** "12 registrations are waiting. Approve them too?", how far it is, and what came of it. */
export function ApproveWaitingDialog(props: { waiting: ApproveWaiting }) {
  const close = () => (props.waiting.step().name === 'approving' ? props.waiting.stop() : props.waiting.close())
  const is = <N extends WaitingStep['name']>(name: N) => {
    const step = props.waiting.step()
    return step.name === name && (step as Extract<WaitingStep, { name: N }>)
  }
  const title = () => {
    const step = props.waiting.step()
    if (step.name === 'asking') return words.title(nameAmounts(step.waiting), totalOf(step.waiting))
    return step.name === 'done' ? words.approved(nameAmounts(step.approved) || words.none) : words.approving
  }
  return (
    <Dialog open={!is('closed')} onClose={close} title={title()} closeLabel={shared.ui.close}>
      <Switch>
        <Match when={is('asking')}>
          {(step) => (
            <>
              <For each={kindsOf(step().waiting)}>{(kind) => <p>{words.texts[kind]}</p>}</For>
              <p>{words.text}</p>
              <DialogActions>
                <Button onClick={() => props.waiting.close()}>{words.leave}</Button>
                <Button variant="primary" onClick={() => void props.waiting.approve()}>
                  {words.approve}
                </Button>
              </DialogActions>
            </>
          )}
        </Match>
        <Match when={is('approving')}>
          {(step) => (
            <>
              <div class="approving">
                <progress max={step().all} value={step().done} aria-label={words.approving} />
                <span>{words.progress(step().done, step().all)}</span>
              </div>
              <DialogActions>
                <Button onClick={() => props.waiting.stop()}>{words.stop}</Button>
              </DialogActions>
            </>
          )}
        </Match>
        <Match when={is('done')}>
          {(step) => (
            <>
              <div role="status">
                <Show when={step().skipped > 0}>
                  <p>{words.skipped(step().skipped)}</p>
                </Show>
                <Show when={step().taken > 0}>
                  <p>{words.taken(step().taken)}</p>
                </Show>
                <Show when={step().isStopped}>
                  <p>{words.stopped}</p>
                </Show>
              </div>
              <Show when={step().failed}>
                {(failed) => (
                  <Notice tone="danger">
                    {words.failed} {failed()}
                  </Notice>
                )}
              </Show>
              <DialogActions>
                <Button variant="primary" onClick={() => props.waiting.close()}>
                  {words.close}
                </Button>
              </DialogActions>
            </>
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}
