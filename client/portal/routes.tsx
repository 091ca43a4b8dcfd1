import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'
import { Leave } from '#client/ui/leave.tsx'

/** Every page of this app by its full address, each in a chunk of its own. Whatever is not here is not found. */
export const routes: RouteDefinition[] = [
  // The console is another document.
  { path: '/admin/*', component: Leave },
  { path: '*', component: lazy(() => import('#client/portal/pages/not-found-page.tsx')) },
]
