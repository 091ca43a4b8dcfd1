import { Router } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import '#client/ui/theme.css'
import '#client/ui/fonts.css'
import { adminMenu } from './menu.ts'
import { routes } from './routes.tsx'
import { AdminShell } from './shell.tsx'

// The stores of the signed-in admin and of the connection are plugged in here.
function App(props: { children?: JSX.Element }) {
  return (
    <AdminShell groups={adminMenu(undefined)} onLogOut={() => undefined}>
      {props.children}
    </AdminShell>
  )
}

const root = document.getElementById('root')
if (root) render(() => <Router root={App}>{routes}</Router>, root)
