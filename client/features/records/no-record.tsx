import { Show, type JSX } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { words as shared } from '#client/words/en.ts'

export interface NoRecordProps {
  /** Why it cannot be shown; none, or NOT_FOUND: the address is of nothing that is there. */
  failure: Failure | undefined
  words: { notFoundTitle: string; notFoundText: string; failedTitle: string }
  /** The way back, where there is nothing. */
  back: JSX.Element
  onRetry: () => void
  busy?: boolean
}

/** Stands where a record would be, when there is none or it could not be fetched. */
export function NoRecord(props: NoRecordProps) {
  return (
    <Show
      when={props.failure?.code !== 'NOT_FOUND' && props.failure}
      fallback={
        <EmptyState kind="no-match" title={props.words.notFoundTitle} action={props.back}>
          {props.words.notFoundText}
        </EmptyState>
      }
    >
      {(failure) => (
        <ErrorPanel
          title={props.words.failedTitle}
          reference={failure().reference && shared.ui.reference(failure().reference!)}
          retryLabel={shared.ui.retry}
          onRetry={() => props.onRetry()}
          busy={props.busy}
        >
          {failure().sentence}
        </ErrorPanel>
      )}
    </Show>
  )
}
