import { Match, Switch } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { queueWords } from '#client/words/queue.ts'
import type { QueueState, ReviewRow } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'

const words = adminWords.decide

/** "approved by Ben Kline, 3 s ago", after the name of what has left a list. */
export function LeavingLine(props: { row: ReviewRow; ownId: string | undefined; list?: QueueState }) {
  const list = () => props.list ?? 'pending'
  return (
    <Switch fallback={list() === 'pending' ? queueWords.otherLine : words.backLine}>
      <Match when={props.row.state === 'withdrawn'}>{words.lineWithdrawn}</Match>
      <Match when={list() === 'decided' && props.row.decidedAt}>{queueWords.otherLine}</Match>
      <Match when={props.row.decidedAt}>
        {(decidedAt) => (
          <>
            {verdictLine(props.row, props.ownId)}, <TimeAgo at={toLocalTime(decidedAt())} />
          </>
        )}
      </Match>
      <Match when={props.row.question}>{list() === 'asked' ? queueWords.otherLine : queueWords.askedLine}</Match>
    </Switch>
  )
}

function verdictLine(row: Pick<ReviewRow, 'kind' | 'state' | 'decidedBy'>, ownId: string | undefined): string {
  if (row.decidedBy === null) return words.lineAuto(viewOf(row.kind).autoBy)
  const name = row.decidedBy.id === ownId ? words.byYou : row.decidedBy.name
  return words.lineBy(words.verdicts[row.state] ?? row.state, name)
}
