import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import './side-nav.css'

export interface NavLink {
  href: string
  label: string
  icon: Icon
  /** How many wait there; not part of the accessible name, so say it in the page too. */
  count?: number | undefined
  /** Current at this very address only, not below it. */
  exact?: boolean
}

export interface NavGroup {
  label?: string
  links: readonly NavLink[]
}

export interface SideNavProps {
  /** Accessible name. */
  label: string
  groups: readonly NavGroup[]
  /** The address in front: its link is marked as the current page. */
  pathname: string
  /** Shrinks to icons where the room is scarce (between 768 and 1024 px). */
  collapses?: boolean
  /** A link was followed: a drawer around it can close. */
  onFollow?: () => void
}

/** The menu at the side: groups of links with icons and counts. Groups without links are left out. */
export function SideNav(props: SideNavProps) {
  return (
    <nav class="side-nav" aria-label={props.label} data-collapses={props.collapses ? '' : undefined}>
      <For each={props.groups.filter((group) => group.links.length > 0)}>
        {(group) => (
          <div class="side-nav-group">
            <Show when={group.label}>
              <h2 class="side-nav-heading">{group.label}</h2>
            </Show>
            <ul class="side-nav-links">
              <For each={group.links}>
                {(link) => (
                  <li>
                    <a
                      class="side-nav-link"
                      href={link.href}
                      title={props.collapses ? link.label : undefined}
                      aria-current={isCurrent(link, props.pathname) ? 'page' : undefined}
                      onClick={() => props.onFollow?.()}
                    >
                      <Dynamic component={link.icon} size={16} />
                      <span class="side-nav-label">{link.label}</span>
                      <Show when={link.count}>
                        <span class="side-nav-count" aria-hidden="true">
                          {link.count}
                        </span>
                      </Show>
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </div>
        )}
      </For>
    </nav>
  )
}

/** Whether the link leads to the page in front or to a page above it. */
export function isCurrent(link: { href: string; exact?: boolean }, pathname: string): boolean {
  const here = pathname.length > 1 ? pathname.replace(/\/+$/u, '') : pathname
  return here === link.href || (!link.exact && link.href !== '/' && here.startsWith(`${link.href}/`))
}
