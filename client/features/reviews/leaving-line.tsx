import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'

/** "approved by Ben Kline, 3 s ago" */
export function LeavingLine(props: { row: ReviewRow; ownId: string | undefined }) {
  return (
    <Show
      when={props.row.decidedAt}
      fallback={props.row.state === 'withdrawn' ? adminWords.decide.lineWithdrawn : adminWords.decide.backLine}
    >
      {(decidedAt) => (
        <>
          {verdictLine(props.row, props.ownId)}, <TimeAgo at={toLocalTime(decidedAt())} />
        </>
      )}
    </Show>
  )
}

function verdictLine(row: Pick<ReviewRow, 'kind' | 'state' | 'decidedBy'>, ownId: string | undefined): string {
  if (row.decidedBy === null) return adminWords.decide.lineAuto(viewOf(row.kind).autoBy)
  const name = row.decidedBy.id === ownId ? adminWords.decide.byYou : row.decidedBy.name
  return adminWords.decide.lineBy(adminWords.decide.verdicts[row.state] ?? row.state, name)
}
