import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { JSX } from 'solid-js'
import { Avatar } from './avatar.tsx'
import type { MenuItem } from './menu.tsx'
import { Menu } from './menu.tsx'
import './account-menu.css'

export interface AccountMenuProps {
  name: string
  /** What the avatar's colour depends on. */
  id?: string
  items: readonly MenuItem[]
  /** Address, role: words above the items. */
  header?: JSX.Element
  /** Shows the avatar alone; the name remains the accessible name. */
  compact?: boolean
}

/** The menu under the person's name. */
export function AccountMenu(props: AccountMenuProps) {
  return (
    <Menu
      triggerClass="account-trigger"
      items={props.items}
      header={props.header}
      trigger={
        <>
          <Avatar name={props.name} seed={props.id} />
          <span class={props.compact ? 'visually-hidden' : 'account-name'}>{props.name}</span>
          {!props.compact && <ChevronDown size={14} />}
        </>
      }
    />
  )
}
