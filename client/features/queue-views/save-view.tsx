import BookmarkPlus from 'lucide-solid/icons/bookmark-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { writeQueueFilter, type QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { Button } from '#client/ui/button.tsx'
import { queueWords } from '#client/words/queue.ts'
import { isView, type Views } from './create-views.ts'

const ViewDialog = lazy(() => import('./view-dialog.tsx'))

/** *Save view*, while the list shows something that is worth a name and has none. */
export function SaveView(props: { views: Views; filter: QueueFilter }) {
  const { me } = useSession()
  const [saving, setSaving] = createSignal<QueueFilter>()
  const isWorthIt = () => writeQueueFilter({ ...props.filter, kind: undefined }) !== ''
  const canSave = () =>
    me()?.staffRole !== 'auditor' &&
    isWorthIt() &&
    props.views.isKnown() &&
    !props.views.all().some((view) => isView(view, props.filter))
  return (
    <>
      <Show when={canSave()}>
        <Button size="small" icon={BookmarkPlus} class="queue-save-view" onClick={() => setSaving(props.filter)}>
          {queueWords.views.save}
        </Button>
      </Show>
      <Suspense>
        <Show when={saving()}>
          {(filter) => (
            <ViewDialog filter={filter()} onSaved={props.views.refetch} onClose={() => setSaving(undefined)} />
          )}
        </Show>
      </Suspense>
    </>
  )
}
