// What the page of an organization or a team shows around its content: loading, not there, deleted, failed.
import { Match, Switch, type Accessor, type JSX } from 'solid-js'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import type { PlaceDetail } from './create-place-detail.ts'
import type { PlaceRow } from './place-list.ts'
import './places.css'

export interface PlaceStatesProps<D> {
  detail: PlaceDetail<D>
  /** The address names something that could be there. */
  isPossible: boolean
  words: {
    loading: string
    failedTitle: string
    notFoundTitle: string
    notFoundText: string
    deletedTitle: (name: string) => string
    deletedText: string
  }
  /** The list that it hangs in. */
  listHref: string
  children: (known: Accessor<D>) => JSX.Element
}

export function PlaceStates<D extends PlaceRow>(props: PlaceStatesProps<D>) {
  const Empty = (own: { title: string; text: string }) => (
    <EmptyState
      kind="no-match"
      title={own.title}
      action={<LinkButton href={props.listHref}>{adminWords.backToList}</LinkButton>}
    >
      {own.text}
    </EmptyState>
  )
  return (
    <Switch>
      <Match when={props.detail.isDeleted() && props.detail.value}>
        {(known) => <Empty title={props.words.deletedTitle(known().name)} text={props.words.deletedText} />}
      </Match>
      <Match when={props.detail.value}>{(known) => props.children(known)}</Match>
      <Match when={!props.isPossible || props.detail.failure?.code === 'NOT_FOUND'}>
        <Empty title={props.words.notFoundTitle} text={props.words.notFoundText} />
      </Match>
      <Match when={props.detail.failure}>
        {(failure) => (
          <ErrorPanel
            title={props.words.failedTitle}
            reference={failure().reference && shared.ui.reference(failure().reference!)}
            retryLabel={shared.ui.retry}
            onRetry={() => props.detail.refetch()}
            busy={props.detail.isLoading}
          >
            {failure().sentence}
          </ErrorPanel>
        )}
      </Match>
      <Match when={props.detail.isLoading}>
        <Skeleton label={props.words.loading}>
          <div class="place-page">
            <SkeletonBlock height="14rem" />
            <div class="place-main">
              <SkeletonBlock height="24rem" />
            </div>
          </div>
        </Skeleton>
      </Match>
    </Switch>
  )
}
