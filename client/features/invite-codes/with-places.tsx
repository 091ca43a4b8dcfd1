import { Match, Switch, type JSX } from 'solid-js'
import type { Place, Places } from '#client/features/users/create-places.ts'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { peopleWords } from '#client/words/people.ts'

/** A form that needs the teams to choose from: shown when they are here. */
export function WithPlaces(props: { places: Places; children: (places: readonly Place[]) => JSX.Element }) {
  return (
    <Switch>
      <Match when={props.places.value !== undefined}>{props.children(props.places.value!.all)}</Match>
      <Match when={props.places.failure}>
        {(failure) => (
          <ErrorPanel
            title={peopleWords.fields.placesFailed}
            retryLabel={shared.ui.retry}
            onRetry={() => props.places.refetch()}
          >
            {failure().sentence}
          </ErrorPanel>
        )}
      </Match>
      <Match when={props.places.isLoading}>
        <Skeleton label={inviteCodeWords.list.loading}>
          <SkeletonBlock height="24rem" />
        </Skeleton>
      </Match>
    </Switch>
  )
}
