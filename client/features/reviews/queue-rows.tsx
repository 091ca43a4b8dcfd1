import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { VirtualList } from '#client/ui/virtual-list.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import type { Queue } from './create-queue.ts'
import type { QueueState } from './queue-list.ts'
import { QueueRow } from './queue-row.tsx'
import './queue-rows.css'

const words = adminWords.queue

export interface QueueRowsProps {
  queue: Queue
  list: QueueState
  selectedId: string | undefined
  ownId: string | undefined
  /** how many there are on the server, where it is known */
  total: number | undefined
  hrefOf: (id: string) => string
  /** the address of the other list */
  otherHref: string
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
    <div class="queue-rows" ref={(element) => props.queue.watch(element)}>
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
          <NothingHere list={props.list} otherHref={props.otherHref} />
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
                onEndReached={() => props.queue.loadMore()}
              >
                {(row) => (
                  <QueueRow
                    line={row.item()}
                    list={props.list}
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

function NothingHere(props: { list: QueueState; otherHref: string }) {
  return (
    <Show
      when={props.list === 'pending'}
      fallback={
        <EmptyState
          kind="first-use"
          title={words.noDecidedTitle}
          action={<LinkButton href={props.otherHref}>{words.seePending}</LinkButton>}
        >
          {words.noDecidedText}
        </EmptyState>
      }
    >
      <EmptyState
        kind="all-clear"
        title={words.clearTitle}
        action={<LinkButton href={props.otherHref}>{words.seeDecided}</LinkButton>}
      >
        {words.clearText}
      </EmptyState>
    </Show>
  )
}
