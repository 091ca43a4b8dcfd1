import AppWindow from 'lucide-solid/icons/app-window'
import BookOpen from 'lucide-solid/icons/book-open'
import Boxes from 'lucide-solid/icons/boxes'
import Building from 'lucide-solid/icons/building'
import Inbox from 'lucide-solid/icons/inbox'
import KeyRound from 'lucide-solid/icons/key-round'
import Layers from 'lucide-solid/icons/layers'
import LayoutDashboard from 'lucide-solid/icons/layout-dashboard'
import Mail from 'lucide-solid/icons/mail'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Settings from 'lucide-solid/icons/settings'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import Tags from 'lucide-solid/icons/tags'
import Ticket from 'lucide-solid/icons/ticket'
import UserPlus from 'lucide-solid/icons/user-plus'
import Users from 'lucide-solid/icons/users'
import type { JSX } from 'solid-js'
import { AdminShell } from '#client/admin/shell.tsx'
import { AvatarGroup } from '#client/ui/avatar.tsx'
import type { ConnectionState } from '#client/ui/connection-pill.tsx'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import type { Icon } from '#client/ui/icon.ts'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { words } from '#client/words/en.ts'

export const fullMenu: NavGroup[] = [
  {
    links: [
      { href: '/admin', label: 'Overview', icon: LayoutDashboard, exact: true },
      { href: '/', label: 'Review queue', icon: Inbox, count: 12 },
    ],
  },
  {
    label: 'API consumers',
    links: [
      { href: '/admin/users', label: 'Users', icon: Users },
      { href: '/admin/teams', label: 'Teams', icon: Layers },
      { href: '/admin/organizations', label: 'Organizations', icon: Building },
      { href: '/admin/invite-codes', label: 'Invite codes', icon: Ticket },
      { href: '/admin/access-requests', label: 'Access requests', icon: KeyRound },
      { href: '/admin/apps', label: 'Apps', icon: AppWindow },
    ],
  },
  {
    label: 'Developer portal',
    links: [
      { href: '/admin/products', label: 'API products', icon: Boxes },
      { href: '/admin/plans', label: 'Plans', icon: Tags },
      { href: '/admin/catalogues', label: 'Catalogues', icon: BookOpen },
    ],
  },
  {
    label: 'Records',
    links: [
      { href: '/admin/emails', label: 'Emails', icon: Mail },
      { href: '/admin/audit', label: 'Audit log', icon: ScrollText },
    ],
  },
  {
    label: 'Settings',
    links: [
      { href: '/admin/settings/general', label: 'General', icon: Settings },
      { href: '/admin/settings/admins', label: 'Admin users', icon: ShieldCheck },
    ],
  },
]

const people = [
  { id: 'ben', name: 'Ben Kowalski' },
  { id: 'ana', name: 'Ana Ortiz' },
  { id: 'lena', name: 'Lena Moser' },
]

/** The console with everything in it. */
export function SampleAdmin(props: { state?: ConnectionState; children: JSX.Element }) {
  return (
    <AdminShell
      groups={fullMenu}
      waiting={12}
      person={{ id: 'ana', name: 'Ana Ortiz', email: 'ana@polder.example', role: 'Owner' }}
      onLogOut={() => undefined}
      presence={<AvatarGroup label="Ben, Ana and Lena are here" people={people} />}
      status={
        <ConnectionPill state={props.state ?? { kind: 'live' }} words={words.connection} onRetry={() => undefined} />
      }
    >
      {props.children}
    </AdminShell>
  )
}

export interface SampleReview {
  id: string
  kind: string
  icon: Icon
  title: string
  rest?: string
  line: string
  tone?: 'success' | 'warning' | 'info' | 'neutral'
  badge?: string
  minutes: number
}

const base: SampleReview[] = [
  {
    id: 'r1',
    kind: 'Access',
    icon: KeyRound,
    title: 'Checkout',
    rest: ' · Payments, Refunds · Gold',
    line: 'Priya Nair, Acme Rockets',
    minutes: 190,
  },
  {
    id: 'r2',
    kind: 'Registration',
    icon: UserPlus,
    title: 'Maria Lindqvist',
    line: 'maria@nordpay.example',
    tone: 'success',
    badge: 'Email confirmed',
    minutes: 130,
  },
  {
    id: 'r3',
    kind: 'Organization',
    icon: Building,
    title: 'Acme Rockets Ltd',
    line: 'Jonas Weber, jonas@acme-rockets.example.com',
    tone: 'warning',
    badge: 'Similar: Acme Rockets',
    minutes: 54,
  },
  {
    id: 'r4',
    kind: 'Registration',
    icon: UserPlus,
    title: 'Dev Patel',
    line: 'dev@hack26.example · code HACK-26',
    tone: 'info',
    badge: 'Rejected before, 12 May',
    minutes: 38,
  },
  {
    id: 'r5',
    kind: 'Access',
    icon: KeyRound,
    title: 'Sandbox bot',
    rest: ' · Weather · Free',
    line: 'Li Wei, default organization',
    minutes: 22,
  },
  {
    id: 'r6',
    kind: 'Registration',
    icon: UserPlus,
    title: 'Hana Sato',
    line: 'hana@umi.example',
    tone: 'neutral',
    badge: 'Email not confirmed',
    minutes: 19,
  },
]

export const reviews: SampleReview[] = Array.from({ length: 10_000 }, (_, at) => {
  const one = base[at % base.length] as SampleReview
  return at < base.length ? one : { ...one, id: `r${at + 1}`, minutes: Math.max(0, 18 - at * 0.2) }
})
