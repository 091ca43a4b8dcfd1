import MenuIcon from 'lucide-solid/icons/menu'
import { useLocation } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { followTheme, setTheme, theme } from '#client/lib/theme.ts'
import { AccountMenu } from '#client/ui/account-menu.tsx'
import { BrandMark } from '#client/ui/brand-mark.tsx'
import { setProductName } from '#client/ui/document-title.ts'
import { Drawer } from '#client/ui/drawer.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import type { MenuItem } from '#client/ui/menu.tsx'
import { PageBoundary } from '#client/ui/page-boundary.tsx'
import { isCurrent } from '#client/ui/side-nav.tsx'
import { SkipLink } from '#client/ui/skip-link.tsx'
import { ThemeSwitch } from '#client/ui/theme-switch.tsx'
import { words } from '#client/words/en.ts'
import './shell.css'

export interface PortalLink {
  href: string
  label: string
  icon?: Icon
  /** At the end of the header, near the person: the cart, *Log in*, *Register*. */
  end?: boolean
  /** A link by default; `button` and `primary` look like buttons. */
  look?: 'link' | 'button' | 'primary'
  count?: number | undefined
}

export interface PortalShellProps {
  /** The provider's name, and its mark if it has one. */
  brand: { name: string; logo?: JSX.Element }
  /** Links of the header; only what is given is shown. */
  links: readonly PortalLink[]
  /** Who is logged in, and the menu under their name. */
  person?: { id: string; name: string; email: string } | undefined
  account?: readonly MenuItem[]
  /** The connection pill. */
  status?: JSX.Element
  /** A Notice above all pages. */
  banner?: JSX.Element
  children: JSX.Element
}

/** Header, main area and footer of the portal. On small screens the links move into a drawer. */
export function PortalShell(props: PortalShellProps) {
  const location = useLocation()
  const [menuOpen, setMenuOpen] = createSignal(false)
  createEffect(() => setProductName(props.brand.name))
  onCleanup(followTheme())
  const link = (one: PortalLink) => (
    <HeaderLink link={one} current={isCurrent(one, location.pathname)} onFollow={() => setMenuOpen(false)} />
  )

  return (
    <div class="portal-shell">
      <SkipLink to="main" label={words.shell.skip} />
      <header class="portal-header">
        <a class="portal-brand" href="/">
          {props.brand.logo ?? <BrandMark />}
          <span class="portal-brand-name">{props.brand.name}</span>
        </a>
        <nav class="portal-links" aria-label={words.shell.mainMenu}>
          <For each={props.links.filter((one) => !one.end)}>{link}</For>
        </nav>
        <div class="portal-header-end">
          {props.status}
          <div class="portal-links">
            <For each={props.links.filter((one) => one.end)}>{link}</For>
          </div>
          <Show when={props.person} keyed>
            {(person) => (
              <AccountMenu name={person.name} id={person.id} header={person.email} items={props.account ?? []} />
            )}
          </Show>
          <Show when={props.links.length > 0}>
            <IconButton
              class="portal-menu-button"
              label={words.shell.openMenu}
              icon={MenuIcon}
              onClick={() => setMenuOpen(true)}
            />
          </Show>
        </div>
      </header>
      <Drawer
        open={menuOpen()}
        onClose={() => setMenuOpen(false)}
        label={words.shell.mainMenu}
        closeLabel={words.shell.closeMenu}
        side="end"
      >
        <nav class="portal-drawer-links" aria-label={words.shell.mainMenu}>
          <For each={props.links}>{link}</For>
        </nav>
      </Drawer>
      <main class="portal-main" id="main" tabindex="-1">
        {props.banner}
        <PageBoundary pathname={location.pathname} words={{ ...words.shell, retry: words.ui.retry }}>
          {props.children}
        </PageBoundary>
      </main>
      <footer class="portal-footer">
        <span>{words.shell.poweredBy}</span>
        <ThemeSwitch theme={theme()} onChange={setTheme} label={words.shell.theme} names={words.shell.themes} />
      </footer>
    </div>
  )
}

function HeaderLink(props: { link: PortalLink; current: boolean; onFollow: () => void }) {
  const current = () => (props.current ? 'page' : undefined)
  return (
    <Show
      when={props.link.look === 'button' || props.link.look === 'primary'}
      fallback={
        <a class="portal-link" href={props.link.href} aria-current={current()} onClick={() => props.onFollow()}>
          <Show when={props.link.icon}>{(icon) => <Dynamic component={icon()} size={18} />}</Show>
          {props.link.label}
          <Show when={props.link.count}>
            <span class="portal-link-count" aria-hidden="true">
              {props.link.count}
            </span>
          </Show>
        </a>
      }
    >
      <LinkButton
        href={props.link.href}
        variant={props.link.look === 'primary' ? 'primary' : 'default'}
        aria-current={current()}
        onClick={() => props.onFollow()}
      >
        {props.link.label}
      </LinkButton>
    </Show>
  )
}
