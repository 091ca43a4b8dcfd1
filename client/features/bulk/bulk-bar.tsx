import { useParams } from '@solidjs/router'
import { createSignal, onCleanup, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createActs } from '#client/features/keys/acts.ts'
import { hintOf } from '#client/features/keys/single-keys.ts'
import { Button } from '#client/ui/button.tsx'
import { adminWords } from '#client/words/admin.ts'
import { bulkWords as words } from '#client/words/bulk.ts'
import { queueWords } from '#client/words/queue.ts'
import type { BulkRun, BulkTarget } from '#server/features/bulk/schema.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import './bulk.css'

export interface BulkBarProps {
  target: BulkTarget
  /** how many are selected */
  count: number
  /** Somebody is asked about what is selected, or not any more: meanwhile it should stay. */
  onAsking: (isAsking: boolean) => void
  /** The run has begun: nothing is selected any more. */
  onClear: () => void
}

/** *Approve* and *Reject* for all that is selected; auditors see none. */
export function BulkBar(props: BulkBarProps) {
  const { connection, me } = useSession()
  // As it was when it was pressed: what is selected shrinks as others decide, and as the run itself does.
  const [asked, setAsked] = createSignal<{ act: BulkRun['act']; target: BulkTarget }>()
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const disabledReason = () => (connection.state.since === undefined ? undefined : adminWords.decide.down)
  // With a review open, keys are about that one.
  const params = useParams<{ id?: string }>()
  const hasKeys = () => params.id === undefined
  function ask(act: BulkRun['act']) {
    setAsked({ act, target: props.target })
    props.onAsking(true)
  }
  function close() {
    setAsked(undefined)
    props.onAsking(false)
  }
  onCleanup(() => props.onAsking(false))
  const act = (name: BulkRun['act']) => ({
    applies: () => hasKeys() && mayAct() && props.count > 0,
    refusal: disabledReason,
    about: () => queueWords.selected(props.count, matchingMax),
    run: () => ask(name),
  })
  createActs({ approve: act('approve'), reject: act('reject') })
  return (
    <>
      <Show when={mayAct() && props.count > 0}>
        <div class="bulk-bar">
          <Button
            size="small"
            variant="primary"
            keyHint={hasKeys() ? hintOf('approve') : undefined}
            disabledReason={disabledReason()}
            onClick={() => ask('approve')}
          >
            {words.approve}
          </Button>
          <Button
            size="small"
            keyHint={hasKeys() ? hintOf('reject') : undefined}
            disabledReason={disabledReason()}
            onClick={() => ask('reject')}
          >
            {words.reject}
          </Button>
        </div>
      </Show>
      <Show keyed when={asked()}>
        {({ act, target }) => (
          <BulkDialog
            act={act}
            target={target}
            disabledReason={disabledReason()}
            onClose={close}
            onStarted={() => {
              close()
              props.onClear()
            }}
          />
        )}
      </Show>
    </>
  )
}
