import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { api } from '#client/lib/api.ts'
import { queueWords } from '#client/words/queue.ts'
import type { QueueView } from '#server/features/queue-views/schema.ts'

const words = queueWords.views

export default function DeleteView(props: { view: QueueView; onDone: () => void; onClose: () => void }) {
  return (
    <DeleteDialog
      open
      title={words.deleteTitle(props.view.name)}
      preview={() => Promise.resolve([props.view.isShared ? words.goesForAll : words.goesForYou, words.reviewsStay])}
      countedAt={String(props.view.version)}
      remove={() => api.admin.queueViews.remove.mutate({ id: props.view.id })}
      onClose={() => props.onClose()}
      onDeleted={() => {
        props.onDone()
        props.onClose()
      }}
    />
  )
}
