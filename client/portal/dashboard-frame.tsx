// The dashboard's side menu around the pages of a developer.
import AppWindow from 'lucide-solid/icons/app-window'
import LayoutDashboard from 'lucide-solid/icons/layout-dashboard'
import Settings from 'lucide-solid/icons/settings'
import Users from 'lucide-solid/icons/users'
import { Show, type Accessor, type JSX } from 'solid-js'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { Dashboard } from './dashboard.tsx'
import { SignedIn } from './signed-in.tsx'

const w = organizationWords.menu

const links = [
  { href: '/dashboard', label: w.dashboard, icon: LayoutDashboard, exact: true },
  { href: '/apps', label: w.apps, icon: AppWindow },
  { href: '/dashboard/users', label: w.users, icon: Users },
  { href: '/profile', label: words.shell.profile, icon: Settings },
]

/** Staff have a profile too, but no dashboard around it. */
export function DashboardFrame(props: { me: Me; children: JSX.Element }) {
  return (
    <Show when={props.me.kind === 'user'} fallback={props.children}>
      <Dashboard label={w.label} links={links}>
        {props.children}
      </Dashboard>
    </Show>
  )
}

/** Around a page that only developers have: others log in first, staff are shown the way to theirs. */
export function DeveloperPage(props: {
  title: string
  skeleton: JSX.Element
  children: (me: Accessor<Me>) => JSX.Element
}) {
  return (
    <SignedIn skeleton={props.skeleton}>
      {(me) => (
        <Show when={me().kind === 'user'} fallback={<ForDevelopers title={props.title} />}>
          {props.children(me)}
        </Show>
      )}
    </SignedIn>
  )
}

function ForDevelopers(props: { title: string }) {
  return (
    <>
      <PageHeader title={props.title} />
      <EmptyState
        kind="no-access"
        title={organizationWords.staff.title}
        action={<LinkButton href="/admin">{portalWords.home.openAdmin}</LinkButton>}
      >
        {organizationWords.staff.text}
      </EmptyState>
    </>
  )
}
