import Building from 'lucide-solid/icons/building-complex'
import Inbox from 'lucide-solid/icons/inbox'
import Layers from 'lucide-solid/icons/layers'
import Mail from 'lucide-solid/icons/mail'
import Settings from 'lucide-solid/icons/settings'
import ShieldUser from 'lucide-solid/icons/shield-user'
import Ticket from 'lucide-solid/icons/ticket'
import Users from 'lucide-solid/icons/users'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { words } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { peopleWords } from '#client/words/people.ts'
import { placesWords } from '#client/words/places.ts'

/** The left menu: an entry comes with its page. `waiting` is the live count of pending reviews. */
export function adminMenu(waiting: number | undefined): NavGroup[] {
  return [
    { links: [{ href: '/admin/queue', label: words.admin.queue, icon: Inbox, count: waiting }] },
    {
      label: words.admin.consumers,
      links: [
        { href: '/admin/users', label: peopleWords.list.title, icon: Users },
        { href: '/admin/teams', label: placesWords.teams.title, icon: Layers },
        { href: '/admin/organizations', label: placesWords.organizations.title, icon: Building },
        { href: '/admin/invite-codes', label: inviteCodeWords.list.title, icon: Ticket },
      ],
    },
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
