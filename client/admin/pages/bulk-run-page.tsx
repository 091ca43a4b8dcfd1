import { useParams, useSearchParams } from '@solidjs/router'
import { createMemo, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createRun } from '#client/features/bulk/create-run.ts'
import { createRunActs } from '#client/features/bulk/create-run-acts.ts'
import { RunFacts } from '#client/features/bulk/run-facts.tsx'
import { RunItems } from '#client/features/bulk/run-items.tsx'
import { canUndo, isFinished } from '#client/features/bulk/run-list.ts'
import { BulkProgress } from '#client/features/bulk/bulk-progress.tsx'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { useNow } from '#client/ui/clock.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { UndoBar } from '#client/ui/undo-bar.tsx'
import { adminWords } from '#client/words/admin.ts'
import { bulkWords } from '#client/words/bulk.ts'
import { bulkOutcomes, type BulkRun } from '#server/features/bulk/schema.ts'
import '#client/features/organizations/places.css'

const words = bulkWords.run

/** Many decisions at once: how far they are, what came of each, and what can be done about it. Live. */
export default function BulkRunPage() {
  const { connection, me } = useSession()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const run = createRun(connection, id)
  const acts = createRunActs()
  const now = useNow()
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const disabledReason = () => (connection.state.since === undefined ? undefined : adminWords.decide.down)
  const canRetry = () => run.value && isFinished(run.value) && run.value.state !== 'undone' && run.value.failed > 0

  return (
    <Page width="wide">
      <PageHeader
        title={run.value ? words.title(run.value.act) : words.kind}
        breadcrumbs={[{ label: words.queue, href: '/admin/queue' }]}
        breadcrumbsLabel={words.breadcrumbs}
        subtitle={<Show when={run.value && isFinished(run.value)}>{bulkWords.result(run.value!)}</Show>}
        actions={
          <Show when={mayAct() && run.value}>
            {(known) => (
              <>
                <Show when={known().state === 'running'}>
                  <Button
                    busy={acts.isBusy(known().id, 'cancel')}
                    disabledReason={disabledReason()}
                    onClick={() => acts.run(known().id, 'cancel')}
                  >
                    {bulkWords.cancel}
                  </Button>
                </Show>
                <Show when={canRetry()}>
                  <Button
                    busy={acts.isBusy(known().id, 'retry')}
                    disabledReason={disabledReason()}
                    onClick={() => acts.run(known().id, 'retry')}
                  >
                    {bulkWords.retry}
                  </Button>
                </Show>
              </>
            )}
          </Show>
        }
      />
      <Switch>
        <Match when={run.value}>
          {(known) => (
            <>
              <Show when={acts.failure()}>
                {(failure) => (
                  <Notice tone="danger" dismissLabel={bulkWords.dismiss} onDismiss={acts.dismiss}>
                    {failure().sentence}
                  </Notice>
                )}
              </Show>
              <Show when={known().code}>
                <Notice tone="warning">{words.roleLost}</Notice>
              </Show>
              <Show when={!isFinished(known())}>
                <BulkProgress run={known()} ownId={me()?.id} />
              </Show>
              <Show when={mayAct()}>
                <UndoLine
                  run={known()}
                  now={now()}
                  busy={acts.isBusy(known().id, 'undo')}
                  disabledReason={disabledReason()}
                  onUndo={() => acts.run(known().id, 'undo')}
                />
              </Show>
              <Content run={known()} />
            </>
          )}
        </Match>
        <Match when={id() === undefined || run.failure}>
          <NoRecord
            failure={run.failure}
            words={words}
            back={<LinkButton href="/admin/queue">{words.back}</LinkButton>}
            onRetry={run.refetch}
          />
        </Match>
        <Match when={run.isLoading}>
          <Skeleton label={words.loading}>
            <div class="place-page">
              <SkeletonBlock height="18rem" />
              <div class="place-main">
                <SkeletonBlock height="24rem" />
              </div>
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}

interface UndoLineProps {
  run: BulkRun
  now: number
  busy: boolean
  disabledReason: string | undefined
  onUndo: () => void
}

function UndoLine(props: UndoLineProps) {
  const mayUndo = () => canUndo(props.run, props.now)
  // Made once a run has ended, for the bar runs down by itself.
  const undoable = createMemo(() => {
    if (!mayUndo()) return undefined
    const { undoUntil, finishedAt } = props.run
    return {
      message: <b>{bulkWords.result(props.run)}.</b>,
      until: toLocalTime(undoUntil!),
      totalMs: Date.parse(undoUntil!) - Date.parse(finishedAt!),
      countdown: bulkWords.strip.mailsIn,
    }
  })
  return (
    <UndoBar
      undoable={undoable()}
      undoLabel={bulkWords.undo}
      busy={props.busy}
      disabledReason={props.disabledReason}
      onUndo={() => props.onUndo()}
    />
  )
}

function Content(props: { run: BulkRun }) {
  const [search, setSearch] = useSearchParams<{ outcome?: string }>()
  return (
    <div class="place-page">
      <div class="stack">
        <RunFacts run={props.run} />
      </div>
      <div class="stack place-main">
        <RunItems
          run={props.run}
          outcome={bulkOutcomes.find((one) => one === search.outcome)}
          onOutcome={(outcome) => setSearch({ outcome }, { replace: true, scroll: false })}
        />
      </div>
    </div>
  )
}
