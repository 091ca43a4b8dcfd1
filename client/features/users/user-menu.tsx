import Ban from 'lucide-solid/icons/ban'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Send from 'lucide-solid/icons/send'
import Trash from 'lucide-solid/icons/trash'
import UserCheck from 'lucide-solid/icons/user-check'
import { Menu, type MenuItem } from '#client/ui/menu.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import { can, type UserState } from '#server/features/users/rules.ts'

const words = peopleWords.user

export interface UserMenuProps {
  state: UserState
  onInvite: () => void
  onActivate: () => void
  onDeactivate: () => void
  onDelete: () => void
}

/** What can be done to a user in their state; the server refuses the rest too. */
export function UserMenu(props: UserMenuProps) {
  const items = (): MenuItem[] => {
    const acts: MenuItem[] = []
    if (can('invite', props.state)) acts.push({ label: words.sendInvite, icon: Send, onSelect: () => props.onInvite() })
    if (can('activate', props.state))
      acts.push({ label: words.activate, icon: UserCheck, onSelect: () => props.onActivate() })
    if (can('deactivate', props.state))
      acts.push({ label: words.deactivate, icon: Ban, onSelect: () => props.onDeactivate() })
    if (can('remove', props.state))
      acts.push({
        label: words.delete,
        icon: Trash,
        tone: 'danger',
        separated: acts.length > 0,
        onSelect: () => props.onDelete(),
      })
    return acts
  }
  return (
    <Menu
      items={items()}
      triggerClass="button user-menu"
      trigger={
        <>
          {shared.ui.moreOptions}
          <Ellipsis size={16} />
        </>
      }
    />
  )
}
