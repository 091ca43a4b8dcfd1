import CopyPlus from 'lucide-solid/icons/copy-plus'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Pause from 'lucide-solid/icons/pause'
import Pencil from 'lucide-solid/icons/pencil'
import Play from 'lucide-solid/icons/play'
import Trash from 'lucide-solid/icons/trash'
import { Menu } from '#client/ui/menu.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords as words } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import type { CodeActs } from './create-code-acts.ts'

/** What can be done to a code; the server refuses auditors too. */
export function CodeMenu(props: { code: CodeRow; acts: CodeActs }) {
  return (
    <Menu
      label={shared.ui.moreOptions}
      trigger={<Ellipsis size={18} />}
      items={[
        { label: words.edit, icon: Pencil, onSelect: () => props.acts.edit(props.code) },
        {
          label: props.code.isActive ? words.pause : words.resume,
          icon: props.code.isActive ? Pause : Play,
          onSelect: () => props.acts.pause(props.code),
        },
        { label: words.duplicate, icon: CopyPlus, onSelect: () => props.acts.duplicate(props.code) },
        {
          label: words.delete,
          icon: Trash,
          tone: 'danger',
          separated: true,
          onSelect: () => props.acts.remove(props.code),
        },
      ]}
    />
  )
}
