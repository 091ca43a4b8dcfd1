import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'
import { Leave } from '#client/ui/leave.tsx'

/** Every page of this app by its full address, each in a chunk of its own. Whatever is not here is not found. */
export const routes: RouteDefinition[] = [
  { path: '/admin', component: lazy(() => import('#client/admin/pages/overview-page.tsx')) },
  { path: '/admin/queue/runs/:id', component: lazy(() => import('#client/admin/pages/bulk-run-page.tsx')) },
  { path: '/admin/queue/:id?', component: lazy(() => import('#client/admin/pages/queue-page.tsx')) },
  { path: '/admin/users', component: lazy(() => import('#client/admin/pages/users-page.tsx')) },
  { path: '/admin/users/invitations', component: lazy(() => import('#client/admin/pages/invitations-page.tsx')) },
  { path: '/admin/users/:id', component: lazy(() => import('#client/admin/pages/user-page.tsx')) },
  { path: '/admin/teams', component: lazy(() => import('#client/admin/pages/teams-page.tsx')) },
  { path: '/admin/teams/:id', component: lazy(() => import('#client/admin/pages/team-page.tsx')) },
  { path: '/admin/organizations', component: lazy(() => import('#client/admin/pages/organizations-page.tsx')) },
  { path: '/admin/organizations/:id', component: lazy(() => import('#client/admin/pages/organization-page.tsx')) },
  { path: '/admin/invite-codes', component: lazy(() => import('#client/admin/pages/invite-codes-page.tsx')) },
  { path: '/admin/invite-codes/:id', component: lazy(() => import('#client/admin/pages/invite-code-page.tsx')) },
  {
    path: '/admin/access-requests/:id?',
    component: lazy(() => import('#client/admin/pages/access-requests-page.tsx')),
  },
  { path: '/admin/apps', component: lazy(() => import('#client/admin/pages/apps-page.tsx')) },
  { path: '/admin/apps/:id', component: lazy(() => import('#client/admin/pages/app-page.tsx')) },
  { path: '/admin/products', component: lazy(() => import('#client/admin/pages/products-page.tsx')) },
  { path: '/admin/products/new', component: lazy(() => import('#client/admin/pages/add-product-page.tsx')) },
  { path: '/admin/products/:id', component: lazy(() => import('#client/admin/pages/product-page.tsx')) },
  { path: '/admin/plans', component: lazy(() => import('#client/admin/pages/plans-page.tsx')) },
  { path: '/admin/plans/:id', component: lazy(() => import('#client/admin/pages/plan-page.tsx')) },
  { path: '/admin/catalogues', component: lazy(() => import('#client/admin/pages/catalogues-page.tsx')) },
  { path: '/admin/catalogues/why', component: lazy(() => import('#client/admin/pages/visibility-page.tsx')) },
  { path: '/admin/catalogues/preview', component: lazy(() => import('#client/admin/pages/preview-page.tsx')) },
  { path: '/admin/catalogues/:id', component: lazy(() => import('#client/admin/pages/catalogue-page.tsx')) },
  { path: '/admin/emails', component: lazy(() => import('#client/admin/pages/emails-page.tsx')) },
  { path: '/admin/emails/wording', component: lazy(() => import('#client/admin/pages/wording-list-page.tsx')) },
  { path: '/admin/emails/wording/brand', component: lazy(() => import('#client/admin/pages/brand-page.tsx')) },
  { path: '/admin/emails/wording/:name', component: lazy(() => import('#client/admin/pages/wording-page.tsx')) },
  { path: '/admin/emails/:id', component: lazy(() => import('#client/admin/pages/email-page.tsx')) },
  { path: '/admin/settings/general', component: lazy(() => import('#client/admin/pages/general-settings-page.tsx')) },
  { path: '/admin/settings/admins', component: lazy(() => import('#client/admin/pages/admins-page.tsx')) },
  { path: '/admin/*', component: lazy(() => import('#client/admin/pages/not-found-page.tsx')) },
  // Every other address is the portal's, another document.
  { path: '*', component: Leave },
]
