import type { Failure } from '#client/lib/api.ts'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { Button } from '#client/ui/button.tsx'
import { adminWords } from '#client/words/admin.ts'

const words = adminWords.queue

export interface NoReviewProps {
  /** Why it cannot be shown; none: the address is no review's. */
  failure: Failure | undefined
  onRetry: () => void
  onClose: () => void
}

/** Stands where the detail would be, when there is none. */
export function NoReview(props: NoReviewProps) {
  return (
    <NoRecord
      failure={props.failure}
      words={{ ...words, failedTitle: words.detailFailedTitle }}
      back={<Button onClick={() => props.onClose()}>{adminWords.backToList}</Button>}
      onRetry={() => props.onRetry()}
    />
  )
}
