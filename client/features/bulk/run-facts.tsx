import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { bulkWords } from '#client/words/bulk.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'

const words = bulkWords.run

const tones: Record<BulkRun['state'], Tone> = {
  running: 'info',
  cancelled: 'neutral',
  done: 'success',
  undoing: 'info',
  undone: 'neutral',
}

/** What a run was to do, and what came of it. */
export function RunFacts(props: { run: BulkRun }) {
  const run = () => props.run
  const skipped = () => run().total - run().succeeded - run().failed
  const figure = (amount: number) => amount.toLocaleString('en')
  return (
    <Card title={words.facts} look="panel">
      <Facts>
        <Fact label={words.state}>
          <Badge tone={tones[run().state]}>{words.states[run().state]}</Badge>
        </Fact>
        <Fact label={words.total}>{figure(run().total)}</Fact>
        <Fact label={words.decided[run().act]}>{figure(run().succeeded)}</Fact>
        <Fact label={words.failed}>{figure(run().failed)}</Fact>
        <Show when={run().state === 'cancelled' && skipped() > 0}>
          <Fact label={words.skipped}>{figure(skipped())}</Fact>
        </Show>
        <Show when={run().undone > 0}>
          <Fact label={words.undone}>{figure(run().undone)}</Fact>
        </Show>
        <Show when={run().reason}>{(reason) => <Fact label={words.reason}>{reason()}</Fact>}</Show>
        <Fact label={words.by}>{run().by?.name ?? words.unknown}</Fact>
        <Fact label={words.started}>
          <TimeAgo at={toLocalTime(run().startedAt)} />
        </Fact>
        <Show when={run().finishedAt}>
          {(at) => (
            <Fact label={words.finished}>
              <TimeAgo at={toLocalTime(at())} />
            </Fact>
          )}
        </Show>
      </Facts>
    </Card>
  )
}
