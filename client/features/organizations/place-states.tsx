// What the page of an organization or a team shows around its content: loading, not there, deleted, failed.
import { Match, Switch, type Accessor, type JSX } from 'solid-js'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
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
  return (
    <Switch>
      <Match when={props.detail.isDeleted() && props.detail.value}>
        {(known) => (
          <EmptyState
            kind="no-match"
            title={props.words.deletedTitle(known().name)}
            action={<LinkButton href={props.listHref}>{adminWords.backToList}</LinkButton>}
          >
            {props.words.deletedText}
          </EmptyState>
        )}
      </Match>
      <Match when={props.detail.value}>{(known) => props.children(known)}</Match>
      <Match when={!props.isPossible || props.detail.failure}>
        <NoRecord
          failure={props.isPossible ? props.detail.failure : undefined}
          words={props.words}
          back={<LinkButton href={props.listHref}>{adminWords.backToList}</LinkButton>}
          onRetry={() => props.detail.refetch()}
          busy={props.detail.isLoading}
        />
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
