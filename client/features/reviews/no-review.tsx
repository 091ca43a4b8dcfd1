import { Show } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'

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
    <Show
      when={props.failure?.code !== 'NOT_FOUND' && props.failure}
      fallback={
        <EmptyState
          kind="no-match"
          title={words.notFoundTitle}
          action={<Button onClick={() => props.onClose()}>{adminWords.backToList}</Button>}
        >
          {words.notFoundText}
        </EmptyState>
      }
    >
      {(failure) => (
        <ErrorPanel
          title={words.detailFailedTitle}
          reference={failure().reference && shared.ui.reference(failure().reference!)}
          retryLabel={shared.ui.retry}
          onRetry={() => props.onRetry()}
        >
          {failure().sentence}
        </ErrorPanel>
      )}
    </Show>
  )
}
