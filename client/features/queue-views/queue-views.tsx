import Ellipsis from 'lucide-solid/icons/ellipsis'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import Users from 'lucide-solid/icons/users'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import type { QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { Menu, type MenuItem } from '#client/ui/menu.tsx'
import { queueWords } from '#client/words/queue.ts'
import { viewCountMax, type QueueView } from '#server/features/queue-views/schema.ts'
import { hrefOfView, isView, type Views } from './create-views.ts'
import './queue-views.css'

const ViewDialog = lazy(() => import('./view-dialog.tsx'))
const DeleteView = lazy(() => import('./delete-view.tsx'))
const words = queueWords.views

/** The saved views, each an address with its count; the one that is shown can be changed by whoever may. */
export function QueueViews(props: { views: Views; filter: QueueFilter }) {
  const [editing, setEditing] = createSignal<QueueView>()
  const [deleting, setDeleting] = createSignal<QueueView>()
  return (
    <Show when={props.views.all().length > 0}>
      <nav class="queue-views" aria-label={words.list}>
        <ul>
          <For each={props.views.all()}>
            {(view) => (
              <li class="queue-view" data-shown={isView(view, props.filter) ? '' : undefined}>
                <ViewLink view={view} isShown={isView(view, props.filter)} />
                <Show when={isView(view, props.filter)}>
                  <ViewMenu view={view} onEdit={() => setEditing(view)} onDelete={() => setDeleting(view)} />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <Suspense>
        <Show when={editing()}>
          {(view) => <ViewDialog view={view()} onSaved={props.views.refetch} onClose={() => setEditing(undefined)} />}
        </Show>
        <Show when={deleting()}>
          {(view) => <DeleteView view={view()} onDone={props.views.refetch} onClose={() => setDeleting(undefined)} />}
        </Show>
      </Suspense>
    </Show>
  )
}

function ViewLink(props: { view: QueueView; isShown: boolean }) {
  const { me } = useSession()
  const sharer = () => (props.view.owner.id === me()?.id ? undefined : props.view.owner.name)
  return (
    <a
      class="queue-view-link"
      href={hrefOfView(props.view)}
      aria-current={props.isShown ? 'page' : undefined}
      title={sharer() && words.sharedBy(sharer()!)}
    >
      <Show when={props.view.isShared}>
        <Users size={14} />
        <span class="visually-hidden">{sharer() ? words.sharedBy(sharer()!) : words.shared}: </span>
      </Show>
      <span class="queue-view-name">{props.view.name}</span>
      <span class="count">{words.count(props.view.count, viewCountMax)}</span>
    </a>
  )
}

function ViewMenu(props: { view: QueueView; onEdit: () => void; onDelete: () => void }) {
  const { me } = useSession()
  const isOwn = () => props.view.owner.id === me()?.id
  const items = (): MenuItem[] => {
    if (me()?.staffRole === 'auditor') return []
    const edit: MenuItem = { label: words.edit, icon: Pencil, onSelect: () => props.onEdit() }
    const remove: MenuItem = { label: words.delete, icon: Trash, tone: 'danger', onSelect: () => props.onDelete() }
    if (isOwn()) return [edit, remove]
    return me()?.staffRole === 'owner' ? [remove] : []
  }
  return (
    <Show when={items().length > 0}>
      <Menu
        label={words.options(props.view.name)}
        items={items()}
        triggerClass="queue-view-menu"
        trigger={<Ellipsis size={14} />}
      />
    </Show>
  )
}
