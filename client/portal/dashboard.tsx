import { useLocation } from '@solidjs/router'
import type { JSX } from 'solid-js'
import type { NavLink } from '#client/ui/side-nav.tsx'
import { SideNav } from '#client/ui/side-nav.tsx'
import './shell.css'

/** The room of those pages, while one is on its way. */
export function DashboardSpace(props: { children: JSX.Element }) {
  return (
    <div class="dashboard">
      <div class="dashboard-side" />
      <div class="dashboard-page">{props.children}</div>
    </div>
  )
}

/** The pages of a signed-in developer: the dashboard's side menu, and the page. The menu is a strip on small screens. */
export function Dashboard(props: { label: string; links: readonly NavLink[]; children: JSX.Element }) {
  const location = useLocation()
  return (
    <div class="dashboard">
      <div class="dashboard-side">
        <SideNav label={props.label} groups={[{ links: props.links }]} pathname={location.pathname} />
      </div>
      <div class="dashboard-page">{props.children}</div>
    </div>
  )
}
