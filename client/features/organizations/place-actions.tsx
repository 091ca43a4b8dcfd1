import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { placesWords } from '#client/words/places.ts'

/** What can be done to an organization or a team; a default one cannot be deleted. */
export function PlaceActions(props: { isDefault: boolean; onRename: () => void; onDelete: () => void }) {
  return (
    <>
      <Button icon={Pencil} onClick={() => props.onRename()}>
        {placesWords.rename}
      </Button>
      <Show when={!props.isDefault}>
        <Button icon={Trash} onClick={() => props.onDelete()}>
          {placesWords.delete}
        </Button>
      </Show>
    </>
  )
}
