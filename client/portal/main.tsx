import { Router } from '@solidjs/router'
import { render } from 'solid-js/web'
import '#client/ui/theme.css'
import '#client/ui/fonts.css'
import { takeLinkToken } from '#client/lib/link-token.ts'
import { App } from './app.tsx'
import { routes } from './routes.tsx'

// Before the router reads the address.
takeLinkToken()

const root = document.getElementById('root')
if (root) render(() => <Router root={App}>{routes}</Router>, root)
