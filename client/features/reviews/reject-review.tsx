import { createEffect, createMemo, on } from 'solid-js'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'
import { viewOf } from './kinds.ts'
import { isOpen } from './queue-list.ts'
import { RejectDialog } from './reject-dialog.tsx'

export interface RejectReviewProps {
  row: ReviewRow
  decisions: Decisions
  open: boolean
  disabledReason: string | undefined
  onClose: () => void
}

/** The dialog that rejects this review. It closes by itself, and the page says why, when somebody else was faster. */
export function RejectReview(props: RejectReviewProps) {
  // The row is another object with each event; only another review closes the dialog.
  const id = createMemo(() => props.row.id)
  createEffect(on(id, () => props.onClose(), { defer: true }))
  const isUndecided = createMemo(() => isOpen(props.row))
  createEffect(
    on(isUndecided, (undecided) => {
      if (undecided || !props.open || props.decisions.busy()) return
      props.onClose()
      props.decisions.overtake({ ...props.row })
    }),
  )
  const busy = () => props.decisions.busy()
  async function reject(reason: string, note: string | undefined): Promise<boolean> {
    const isDone = await props.decisions.decide(props.row, { act: 'reject', reason, note })
    props.onClose()
    return isDone
  }
  return (
    <RejectDialog
      open={props.open}
      reviewId={id()}
      title={viewOf(props.row.kind).rejectTitle(props.row)}
      text={viewOf(props.row.kind).rejectText(props.row)}
      busy={busy()?.id === id() && busy()?.act === 'reject'}
      disabledReason={props.disabledReason}
      onClose={() => props.onClose()}
      onReject={reject}
    />
  )
}
