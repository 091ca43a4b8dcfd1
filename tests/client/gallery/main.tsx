import { Router } from '@solidjs/router'
import type { Component } from 'solid-js'
import { render } from 'solid-js/web'
import '#client/ui/theme.css'
import '#client/ui/fonts.css'
import { AppView } from './app-view.tsx'
import { FormView } from './form-view.tsx'
import { PartsView } from './parts-view.tsx'
import { QueueView } from './queue-view.tsx'
import { StatesView } from './states-view.tsx'

// A page per view, for the eye and for axe: /?view=queue&theme=dark. Not part of any build.
const views: Record<string, { component: Component; app: 'admin' | 'portal' }> = {
  parts: { component: PartsView, app: 'admin' },
  states: { component: StatesView, app: 'admin' },
  queue: { component: QueueView, app: 'admin' },
  app: { component: AppView, app: 'portal' },
  form: { component: FormView, app: 'portal' },
}

const query = new URLSearchParams(window.location.search)
const view = views[query.get('view') ?? 'parts'] ?? { component: PartsView, app: 'admin' as const }
document.documentElement.dataset.theme = query.get('theme') ?? 'light'
document.body.className = view.app

const root = document.getElementById('root')
if (root) render(() => <Router root={view.component}>{[{ path: '*' }]}</Router>, root)
