import Inbox from 'lucide-solid/icons/inbox'
import Mail from 'lucide-solid/icons/mail'
import Settings from 'lucide-solid/icons/settings'
import ShieldUser from 'lucide-solid/icons/shield-user'
import Users from 'lucide-solid/icons/users'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { words } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'

/** The left menu: an entry comes with its page. `waiting` is the live count of pending reviews. */
export function adminMenu(waiting: number | undefined): NavGroup[] {
  return [
    { links: [{ href: '/admin/queue', label: words.admin.queue, icon: Inbox, count: waiting }] },
    { label: words.admin.consumers, links: [{ href: '/admin/users', label: peopleWords.list.title, icon: Users }] },
    { label: words.admin.records, links: [{ href: '/admin/emails', label: words.admin.emails, icon: Mail }] },
    {
      label: words.admin.settings,
      links: [
        { href: '/admin/settings/general', label: words.admin.general, icon: Settings },
        { href: '/admin/settings/admins', label: peopleWords.staff.title, icon: ShieldUser },
      ],
    },
  ]
}
