import { createMemo, For, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { useNow } from '#client/ui/clock.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { UndoBar } from '#client/ui/undo-bar.tsx'
import { adminWords } from '#client/words/admin.ts'
import { bulkWords as words } from '#client/words/bulk.ts'
import { recordWords } from '#client/words/records.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { BulkProgress } from './bulk-progress.tsx'
import { createRunActs, type RunActs } from './create-run-acts.ts'
import { createRuns } from './create-runs.ts'
import { canUndo, isFinished, wantsReading } from './run-list.ts'
import './bulk.css'

/** The runs that go on, those that can still be undone, and one's own that ended otherwise than they were meant to. */
export function BulkStrip() {
  const { connection, me } = useSession()
  const { live, isRead, markRead } = createRuns(connection)
  const acts = createRunActs()
  const now = useNow()
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const isShown = (run: BulkRun) =>
    !isFinished(run) || canUndo(run, now()) || (wantsReading(run) && run.by?.id === me()?.id && !isRead(run.id))
  // Looked at each second, drawn anew only when others are shown.
  const shownIds = createMemo(() => (live.value?.runs ?? []).filter(isShown).map(({ id }) => id), [], {
    equals: (a, b) => a.length === b.length && a.every((id, at) => id === b[at]),
  })
  const runOf = (id: string) => live.value?.runs.find((run) => run.id === id)
  const disabledReason = () => {
    if (!mayAct()) return adminWords.decide.auditor
    return connection.state.since === undefined ? undefined : adminWords.decide.down
  }
  return (
    <div class="bulk-strip" role="group" aria-label={words.strip.label}>
      <For each={shownIds()}>
        {(id) => (
          <Show when={runOf(id)}>
            {(run) => (
              <StripLine
                run={run()}
                acts={acts}
                ownId={me()?.id}
                disabledReason={disabledReason()}
                onRead={() => markRead(id)}
              />
            )}
          </Show>
        )}
      </For>
    </div>
  )
}

interface StripLineProps {
  run: BulkRun
  acts: RunActs
  ownId: string | undefined
  disabledReason: string | undefined
  onRead: () => void
}

function StripLine(props: StripLineProps) {
  const now = useNow()
  const href = () => `/admin/queue/runs/${props.run.id}`
  const failure = () => {
    const failed = props.acts.failure()
    return failed?.id === props.run.id ? failed.sentence : undefined
  }
  const mayUndo = () => canUndo(props.run, now())
  // Made once a run has ended, for the bar runs down by itself.
  const undoable = createMemo(() => {
    if (!mayUndo()) return undefined
    const { undoUntil, finishedAt } = props.run
    return {
      message: <Result run={props.run} href={href()} ownId={props.ownId} />,
      until: toLocalTime(undoUntil!),
      totalMs: Date.parse(undoUntil!) - Date.parse(finishedAt!),
      countdown: words.strip.mailsIn,
    }
  })
  return (
    <>
      <Show when={!isFinished(props.run)}>
        <div class="run-progress-line">
          <BulkProgress run={props.run} ownId={props.ownId} />
          <Show when={props.run.state === 'running'}>
            <Button
              size="small"
              busy={props.acts.isBusy(props.run.id, 'cancel')}
              disabledReason={props.disabledReason}
              onClick={() => props.acts.run(props.run.id, 'cancel')}
            >
              {words.cancel}
            </Button>
          </Show>
          <LinkButton size="small" variant="quiet" href={href()}>
            {words.showResult}
          </LinkButton>
        </div>
      </Show>
      <UndoBar
        undoable={undoable()}
        undoLabel={words.undo}
        busy={props.acts.isBusy(props.run.id, 'undo')}
        disabledReason={props.disabledReason}
        onUndo={() => props.acts.run(props.run.id, 'undo')}
      />
      <Show when={isFinished(props.run) && !mayUndo()}>
        <Notice tone="warning" dismissLabel={words.dismiss} onDismiss={() => props.onRead()}>
          <Result run={props.run} href={href()} ownId={props.ownId} />
        </Notice>
      </Show>
      <Show when={failure()}>
        {(sentence) => (
          <Notice tone="danger" dismissLabel={words.dismiss} onDismiss={() => props.acts.dismiss()}>
            {sentence()}
          </Notice>
        )}
      </Show>
    </>
  )
}

/** "318 approved, 22 failed. Show result" */
function Result(props: { run: BulkRun; href: string; ownId: string | undefined }) {
  return (
    <>
      <b>{words.result(props.run)}</b>
      <Show when={props.run.by && props.run.by.id !== props.ownId}> {recordWords.progress.by(props.run.by!.name)}</Show>
      {'. '}
      <a href={props.href}>{words.showResult}</a>
    </>
  )
}
