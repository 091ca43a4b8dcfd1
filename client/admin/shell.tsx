import LogOut from 'lucide-solid/icons/log-out'
import MenuIcon from 'lucide-solid/icons/menu'
import UserRound from 'lucide-solid/icons/user-round'
import { useLocation } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { followTheme, setTheme, theme } from '#client/lib/theme.ts'
import { AccountMenu } from '#client/ui/account-menu.tsx'
import type { MenuItem } from '#client/ui/menu.tsx'
import { BrandMark } from '#client/ui/brand-mark.tsx'
import { setProductName, setWaitingCount } from '#client/ui/document-title.ts'
import { Drawer } from '#client/ui/drawer.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { PageBoundary } from '#client/ui/page-boundary.tsx'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { SideNav } from '#client/ui/side-nav.tsx'
import { SkipLink } from '#client/ui/skip-link.tsx'
import { ThemeSwitch } from '#client/ui/theme-switch.tsx'
import { words } from '#client/words/en.ts'
import './shell.css'

export interface AdminShellProps {
  /** The left menu; only what is given is shown, so an entry comes with its page. */
  groups: readonly NavGroup[]
  /** Who is logged in; without it there is no account menu. */
  person?: { id: string; name: string; email: string; role: string } | undefined
  /** What else the account menu offers. */
  accountItems?: readonly MenuItem[]
  onLogOut: () => void
  /** How many reviews wait: the number in the tab's title, the dot in its icon. */
  waiting?: number
  /** The connection pill. */
  status?: JSX.Element
  /** Who else is here: an AvatarGroup. */
  presence?: JSX.Element
  /** The search in the header, when there is one. */
  search?: JSX.Element
  /** A Notice above all pages. */
  banner?: JSX.Element
  children: JSX.Element
}

/** Header, left menu and main area of the console. The menu shrinks to icons, then hides behind a button. */
export function AdminShell(props: AdminShellProps) {
  const location = useLocation()
  const [menuOpen, setMenuOpen] = createSignal(false)
  setProductName(words.product)
  createEffect(() => setWaitingCount(props.waiting ?? 0))
  onCleanup(followTheme())

  return (
    <div class="admin-shell">
      <SkipLink to="main" label={words.shell.skip} />
      <header class="admin-header">
        <IconButton
          class="admin-menu-button"
          label={words.shell.openMenu}
          icon={MenuIcon}
          onClick={() => setMenuOpen(true)}
        />
        <Brand />
        <div class="admin-search">{props.search}</div>
        <div class="admin-header-end">
          {props.presence}
          {props.status}
          <ThemeSwitch theme={theme()} onChange={setTheme} label={words.shell.theme} names={words.shell.themes} />
          <Show when={props.person} keyed>
            {(person) => (
              <AccountMenu
                compact
                name={person.name}
                id={person.id}
                header={
                  <>
                    <strong>{person.name}</strong>
                    <br />
                    {person.email} · {person.role}
                  </>
                }
                items={[
                  // A page of the portal, for everybody.
                  { label: words.shell.profile, icon: UserRound, href: '/profile' },
                  ...(props.accountItems ?? []),
                  { label: words.shell.logOut, icon: LogOut, separated: true, onSelect: () => props.onLogOut() },
                ]}
              />
            )}
          </Show>
        </div>
      </header>
      <div class="admin-side">
        <SideNav label={words.shell.mainMenu} groups={props.groups} pathname={location.pathname} collapses />
      </div>
      <Drawer
        open={menuOpen()}
        onClose={() => setMenuOpen(false)}
        label={words.shell.mainMenu}
        closeLabel={words.shell.closeMenu}
        header={<Brand />}
      >
        <SideNav
          label={words.shell.mainMenu}
          groups={props.groups}
          pathname={location.pathname}
          onFollow={() => setMenuOpen(false)}
        />
      </Drawer>
      <main class="admin-main" id="main" tabindex="-1">
        {props.banner}
        <PageBoundary pathname={location.pathname} words={{ ...words.shell, retry: words.ui.retry }}>
          {props.children}
        </PageBoundary>
      </main>
    </div>
  )
}

function Brand() {
  return (
    <a class="admin-brand" href="/admin">
      <BrandMark />
      <span class="admin-brand-name">{words.product}</span>
    </a>
  )
}
