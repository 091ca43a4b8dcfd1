import Box from 'lucide-solid/icons/box'
import Building from 'lucide-solid/icons/building-complex'
import Gauge from 'lucide-solid/icons/gauge'
import Inbox from 'lucide-solid/icons/inbox'
import KeyRound from 'lucide-solid/icons/key-round'
import Layers from 'lucide-solid/icons/layers'
import LayoutDashboard from 'lucide-solid/icons/layout-dashboard'
import Library from 'lucide-solid/icons/library'
import Mail from 'lucide-solid/icons/mail'
import Package from 'lucide-solid/icons/package'
import Settings from 'lucide-solid/icons/settings'
import ShieldUser from 'lucide-solid/icons/shield-user'
import Ticket from 'lucide-solid/icons/ticket'
import Users from 'lucide-solid/icons/users'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { accessWords } from '#client/words/access.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { words } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { peopleWords } from '#client/words/people.ts'
import { placesWords } from '#client/words/places.ts'
import { planWords } from '#client/words/plans.ts'
import { productWords } from '#client/words/products.ts'
import type { ReviewCounts } from '#server/features/reviews/schema.ts'

/** The left menu: an entry comes with its page. `waiting` are the live counts of pending reviews. */
export function adminMenu(waiting: ReviewCounts | undefined): NavGroup[] {
  return [
    {
      links: [
        { href: '/admin', label: words.admin.overview, icon: LayoutDashboard, exact: true },
        { href: '/admin/queue', label: words.admin.queue, icon: Inbox, count: waiting?.all },
      ],
    },
    {
      label: words.admin.consumers,
      links: [
        { href: '/admin/users', label: peopleWords.list.title, icon: Users },
        { href: '/admin/teams', label: placesWords.teams.title, icon: Layers },
        { href: '/admin/organizations', label: placesWords.organizations.title, icon: Building },
        { href: '/admin/invite-codes', label: inviteCodeWords.list.title, icon: Ticket },
        { href: '/admin/access-requests', label: accessWords.tab, icon: KeyRound, count: waiting?.access },
        { href: '/admin/apps', label: adminAppWords.list.title, icon: Box },
      ],
    },
    {
      label: words.admin.developerPortal,
      links: [
        { href: '/admin/products', label: productWords.list.title, icon: Package },
        { href: '/admin/plans', label: planWords.list.title, icon: Gauge },
        { href: '/admin/catalogues', label: catalogueWords.list.title, icon: Library },
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
