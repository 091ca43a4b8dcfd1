import Inbox from 'lucide-solid/icons/inbox'
import Mail from 'lucide-solid/icons/mail'
import Settings from 'lucide-solid/icons/settings'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { words } from '#client/words/en.ts'

/** The left menu: an entry comes with its page. `waiting` is the live count of pending reviews. */
export function adminMenu(waiting: number | undefined): NavGroup[] {
  return [
    { links: [{ href: '/admin/queue', label: words.admin.queue, icon: Inbox, count: waiting }] },
    { label: words.admin.records, links: [{ href: '/admin/emails', label: words.admin.emails, icon: Mail }] },
    {
      label: words.admin.settings,
      links: [{ href: '/admin/settings/general', label: words.admin.general, icon: Settings }],
    },
  ]
}
