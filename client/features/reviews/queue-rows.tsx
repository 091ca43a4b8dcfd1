import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { VirtualList, type ListFocus } from '#client/ui/virtual-list.tsx'
import { adminWords } from '#client/words/admin.ts'
import { queueWords } from '#client/words/queue.ts'
import { words as shared } from '#client/words/en.ts'
import type { Queue } from './create-queue.ts'
import type { Selection } from './create-selection.ts'
import { isFiltered, noFilters, type QueueFilter } from './queue-filter.ts'
import type { AgeHours } from './queue-list.ts'
import { QueueRow } from './queue-row.tsx'
import './queue-rows.css'

const words = adminWords.queue

export interface QueueRowsProps {
  /** takes what moves the focus from row to row */
  focusRef?: (list: ListFocus | undefined) => void
  queue: Queue
  filter: QueueFilter
  /** colours the ages, once it is known */
  hours: AgeHours | undefined
  selection: Selection
  selectedId: string | undefined
  ownId: string | undefined
  /** how many there are on the server, where it is known */
  total: number | undefined
  hrefOf: (id: string | undefined, change?: Partial<QueueFilter>) => string
}

/** The rows in all their states. */
export function QueueRows(props: QueueRowsProps) {
  const [active, setActive] = createSignal<string>()
  createEffect(
    on(
      () => props.selectedId,
      (id) => id !== undefined && setActive(id),
    ),
  )
  const lines = () => props.queue.value?.lines
  return (
    <div
      class="queue-rows"
      data-selecting={props.selection.isAny() ? '' : undefined}
      ref={(element) => props.queue.watch(element)}
    >
      <Switch>
        <Match when={!lines() && props.queue.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => props.queue.refetch()}
              busy={props.queue.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={!lines()}>
          <div class="queue-skeleton">
            <Skeleton label={words.loading} rows={10} />
          </div>
        </Match>
        <Match when={lines()?.length === 0 && props.queue.value?.held.length === 0}>
          <NothingHere filter={props.filter} hrefOf={props.hrefOf} />
        </Match>
        <Match when={lines()}>
          {(all) => (
            <>
              <Show when={props.queue.value?.held.length}>
                {(held) => (
                  <div class="queue-held">
                    <Button size="small" icon={ArrowUp} onClick={() => props.queue.release()}>
                      {adminWords.newest(held())}
                    </Button>
                  </div>
                )}
              </Show>
              <VirtualList
                label={words.list}
                items={all()}
                keyOf={(line) => line.id}
                rowHeight={53}
                total={props.total ?? all().length}
                activeKey={active()}
                onActiveChange={setActive}
                focusRef={props.focusRef}
                onEndReached={() => props.queue.loadMore()}
              >
                {(row) => (
                  <QueueRow
                    line={row.item()}
                    list={props.filter.state}
                    hours={props.hours}
                    selection={props.selection}
                    href={props.hrefOf(row.item().id)}
                    isSelected={row.item().id === props.selectedId}
                    isActive={row.active()}
                    ownId={props.ownId}
                  />
                )}
              </VirtualList>
              <Show when={props.queue.moreFailure()}>
                <Notice
                  tone="warning"
                  action={
                    <Button size="small" onClick={() => props.queue.loadMore()}>
                      {shared.ui.retry}
                    </Button>
                  }
                >
                  {adminWords.moreFailed}
                </Notice>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

/** All clear, no match, first use: three different things. */
function NothingHere(props: Pick<QueueRowsProps, 'filter' | 'hrefOf'>) {
  return (
    <Switch>
      <Match when={isFiltered(props.filter)}>
        <EmptyState
          kind="no-match"
          title={queueWords.noMatchTitle}
          action={<LinkButton href={props.hrefOf(undefined, noFilters)}>{queueWords.clear}</LinkButton>}
        >
          {queueWords.noMatchText}
        </EmptyState>
      </Match>
      <Match when={props.filter.state === 'pending'}>
        <EmptyState
          kind="all-clear"
          title={words.clearTitle}
          action={<LinkButton href={props.hrefOf(undefined, { state: 'decided' })}>{words.seeDecided}</LinkButton>}
        >
          {words.clearText}
        </EmptyState>
      </Match>
      <Match when={props.filter.state === 'asked'}>
        <EmptyState
          kind="all-clear"
          title={queueWords.noAskedTitle}
          action={<LinkButton href={props.hrefOf(undefined, { state: 'pending' })}>{words.seePending}</LinkButton>}
        >
          {queueWords.noAskedText}
        </EmptyState>
      </Match>
      <Match when={props.filter.state === 'decided'}>
        <EmptyState
          kind="first-use"
          title={words.noDecidedTitle}
          action={<LinkButton href={props.hrefOf(undefined, { state: 'pending' })}>{words.seePending}</LinkButton>}
        >
          {words.noDecidedText}
        </EmptyState>
      </Match>
    </Switch>
  )
}
