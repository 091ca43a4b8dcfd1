import { createMemo, For, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { serverNow } from '#client/features/invite-codes/server-now.ts'
import { RunProgress } from '#client/features/records/run-progress.tsx'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { recordWords } from '#client/words/records.ts'
import type { MailRun } from '#server/features/emails/schema.ts'
import type { MailRuns } from './create-mail-runs.ts'
import { mailsHref } from './mail-list.ts'
import { doneOf, shownRuns } from './mail-runs.ts'
import './mail-run-strip.css'

const words = deliveryWords.runs

/** The mails that are being sent again, and what came of the last ones; the same for everybody. */
export function MailRunStrip(props: { runs: MailRuns; mayAct: boolean; disabledReason: string | undefined }) {
  const { me } = useSession()
  // Their ids: a line is drawn anew when others are shown, not whenever one moves on.
  const shownIds = createMemo(
    () => shownRuns(props.runs.all(), serverNow(), props.runs.isRead).map(({ id }) => id),
    [],
    {
      equals: (a, b) => a.length === b.length && a.every((id, at) => id === b[at]),
    },
  )
  const runOf = (id: string) => props.runs.all().find((run) => run.id === id)
  return (
    <div class="mail-runs" role="group" aria-label={words.label}>
      <For each={shownIds()}>
        {(id) => (
          <Show when={runOf(id)}>
            {(run) => (
              <Show
                when={run().finishedAt === null}
                fallback={<Result run={run()} ownId={me()?.id} onRead={() => props.runs.markRead(id)} />}
              >
                <div class="run-progress-line">
                  <RunProgress
                    says={words.running(doneOf(run()), run().total)}
                    done={doneOf(run())}
                    total={run().total}
                    failed={run().failed}
                    by={otherThan(me()?.id, run())}
                    isStopping={run().state === 'cancelled'}
                  />
                  <Show when={props.mayAct && run().state === 'running'}>
                    <Button
                      size="small"
                      busy={props.runs.cancelling() === id}
                      disabledReason={props.disabledReason}
                      onClick={() => props.runs.cancel(id)}
                    >
                      {words.cancel}
                    </Button>
                  </Show>
                  <LinkButton size="small" variant="quiet" href={mailsHref({ run: id })}>
                    {words.show}
                  </LinkButton>
                </div>
              </Show>
            )}
          </Show>
        )}
      </For>
      <Show when={props.runs.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
    </div>
  )
}

/** "318 sent, 22 failed again, by Ana Torres. Show what failed" */
function Result(props: { run: MailRun; ownId: string | undefined; onRead: () => void }) {
  const hasFailed = () => props.run.failed > 0
  const by = () => otherThan(props.ownId, props.run)
  return (
    <Notice tone={hasFailed() ? 'warning' : 'success'} dismissLabel={words.dismiss} onDismiss={() => props.onRead()}>
      <b>{words.result(props.run)}</b>
      <Show when={by()}>{(name) => `, ${recordWords.progress.by(name())}`}</Show>
      {'. '}
      <a href={mailsHref({ run: props.run.id, standing: hasFailed() ? 'gave_up' : undefined })}>
        {hasFailed() ? words.showFailed : words.show}
      </a>
    </Notice>
  )
}

const otherThan = (ownId: string | undefined, { by }: MailRun) => (by?.id === ownId ? undefined : by?.name)
