// The body of a live list: its four states, and the further pages as one scrolls.
import { createEffect, onCleanup, Show, Switch, Match, type JSX } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import type { Line, LiveList } from '#client/realtime/live-list.ts'
import { Button } from '#client/ui/button.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { recordWords } from '#client/words/records.ts'
import './places.css'

interface Rows<R> {
  readonly value: LiveList<R> | undefined
  readonly failure: Failure | undefined
  readonly isLoading: boolean
  refetch: () => void
  moreFailure: () => Failure | undefined
  isLoadingMore: () => boolean
  loadMore: () => void
  watch: (element: HTMLElement) => void
}

export interface LiveRowsProps<R> {
  list: Rows<R>
  words: { loading: string; failedTitle: string }
  skeletonRows?: number
  empty: JSX.Element
  /** Stands for the further pages where the list shows the first one only. */
  rest?: JSX.Element
  children: (lines: readonly Line<R>[]) => JSX.Element
}

export function LiveRows<R>(props: LiveRowsProps<R>) {
  const lines = () => props.list.value?.lines
  return (
    <div class="places" ref={(element) => props.list.watch(element)} onClick={followRow}>
      <Switch>
        <Match when={!lines() && props.list.failure}>
          {(failure) => (
            <ErrorPanel
              title={props.words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => props.list.refetch()}
              busy={props.list.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={!lines()}>
          <Skeleton label={props.words.loading} rows={props.skeletonRows ?? 8} />
        </Match>
        <Match when={lines()?.length === 0}>{props.empty}</Match>
        <Match when={lines()}>
          {(all) => (
            <>
              {props.children(all())}
              <Show when={props.list.value?.next}>
                {props.rest ?? (
                  <LoadMore
                    busy={props.list.isLoadingMore()}
                    hasFailed={props.list.moreFailure() !== undefined}
                    onMore={() => props.list.loadMore()}
                  />
                )}
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

/** Asks for the next page when it comes into sight, and on a press. */
function LoadMore(props: { busy: boolean; hasFailed: boolean; onMore: () => void }) {
  let end!: HTMLDivElement
  // Watched anew after each page: still in sight, it asks for the next one.
  createEffect(() => {
    if (props.busy || props.hasFailed || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && props.onMore())
    observer.observe(end)
    onCleanup(() => observer.disconnect())
  })
  return (
    <div ref={end} class="places-more">
      <Button busy={props.busy} onClick={() => props.onMore()}>
        {recordWords.loadMore}
      </Button>
      <Show when={props.hasFailed}>
        <span class="muted" role="alert">
          {recordWords.moreFailed}
        </span>
      </Show>
    </div>
  )
}

/** A row leads to its page wherever it is pressed; its link remains what keyboards and screen readers use. */
function followRow(event: MouseEvent & { target: Element }) {
  const isSelecting = window.getSelection()?.type === 'Range'
  if (isSelecting || event.target.closest('a, button')) return
  event.target.closest('tr')?.querySelector<HTMLAnchorElement>('th a')?.click()
}
