import { Router } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import '#client/ui/theme.css'
import '#client/ui/fonts.css'
import { words } from '#client/words/en.ts'
import { routes } from './routes.tsx'
import { PortalShell } from './shell.tsx'

// The stores of the viewer, the branding and the connection are plugged in here.
function App(props: { children?: JSX.Element }) {
  return (
    <PortalShell brand={{ name: words.product }} links={[]}>
      {props.children}
    </PortalShell>
  )
}

const root = document.getElementById('root')
if (root) render(() => <Router root={App}>{routes}</Router>, root)
