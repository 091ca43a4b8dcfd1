import { RunProgress } from '#client/features/records/run-progress.tsx'
import { bulkWords } from '#client/words/bulk.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { doneOf, totalOf } from './run-list.ts'

const words = bulkWords.strip

/** How far a run is. */
export function BulkProgress(props: { run: BulkRun; ownId: string | undefined }) {
  const done = () => doneOf(props.run)
  const total = () => totalOf(props.run)
  return (
    <RunProgress
      says={
        props.run.state === 'undoing' ? words.undoing(done(), total()) : words.running(props.run.act, done(), total())
      }
      done={done()}
      total={total()}
      failed={props.run.failed}
      by={props.run.by?.id === props.ownId ? undefined : props.run.by?.name}
      isStopping={props.run.state === 'cancelled'}
    />
  )
}
