import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { Button } from '#client/ui/button.tsx'
import { recordWords } from '#client/words/records.ts'

/** What can be done to a record on its page. */
export function RecordActions(props: { onEdit: () => void; onDelete: () => void }) {
  return (
    <>
      <Button icon={Pencil} onClick={() => props.onEdit()}>
        {recordWords.edit}
      </Button>
      <Button icon={Trash} onClick={() => props.onDelete()}>
        {recordWords.delete}
      </Button>
    </>
  )
}
