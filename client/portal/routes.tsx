import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'
import { Leave } from '#client/ui/leave.tsx'

/** Every page of this app by its full address, each in a chunk of its own. Whatever is not here is not found. */
export const routes: RouteDefinition[] = [
  { path: '/', component: lazy(() => import('#client/portal/pages/home-page.tsx')) },
  { path: '/auth/register', component: lazy(() => import('#client/portal/pages/register-page.tsx')) },
  { path: '/auth/register/status', component: lazy(() => import('#client/portal/pages/registration-status-page.tsx')) },
  { path: '/auth/confirm', component: lazy(() => import('#client/portal/pages/confirm-page.tsx')) },
  { path: '/auth/login', component: lazy(() => import('#client/portal/pages/log-in-page.tsx')) },
  { path: '/auth/reset', component: lazy(() => import('#client/portal/pages/reset-page.tsx')) },
  { path: '/auth/reset/code', component: lazy(() => import('#client/portal/pages/reset-code-page.tsx')) },
  { path: '/auth/invitation', component: lazy(() => import('#client/portal/pages/invitation-page.tsx')) },
  { path: '/auth/change-password', component: lazy(() => import('#client/portal/pages/change-password-page.tsx')) },
  { path: '/catalogues', component: lazy(() => import('#client/portal/pages/catalogues-page.tsx')) },
  {
    // One page for all of its tabs: it stays as it is while they change.
    path: ['/products/:slug', '/products/:slug/specification', '/products/:slug/get-started'],
    component: lazy(() => import('#client/portal/pages/product-page.tsx')),
  },
  { path: '/cart', component: lazy(() => import('#client/portal/pages/cart-page.tsx')) },
  { path: '/apps', component: lazy(() => import('#client/portal/pages/apps-page.tsx')) },
  { path: '/apps/:id', component: lazy(() => import('#client/portal/pages/app-page.tsx')) },
  { path: '/dashboard', component: lazy(() => import('#client/portal/pages/dashboard-page.tsx')) },
  { path: '/dashboard/users', component: lazy(() => import('#client/portal/pages/users-page.tsx')) },
  { path: '/organization/new', component: lazy(() => import('#client/portal/pages/organization-page.tsx')) },
  { path: '/profile', component: lazy(() => import('#client/portal/pages/profile-page.tsx')) },
  { path: '/setup', component: lazy(() => import('#client/portal/pages/setup-page.tsx')) },
  // The console is another document.
  { path: '/admin/*', component: Leave },
  { path: '*', component: lazy(() => import('#client/portal/pages/not-found-page.tsx')) },
]
