// The whole API at a glance.
import { sessionRouter } from './features/auth/router.ts'
import { accessRouter } from './features/access/router.ts'
import { appsRouter, portalAppsRouter } from './features/apps/router.ts'
import { bulkRouter } from './features/bulk/router.ts'
import { cartRouter } from './features/cart/router.ts'
import { cataloguesRouter, portalCataloguesRouter } from './features/catalogues/router.ts'
import { credentialsRouter, portalCredentialsRouter } from './features/credentials/router.ts'
import { emailsRouter } from './features/emails/router.ts'
import { inviteCodesRouter, portalInviteCodesRouter } from './features/invite-codes/router.ts'
import { membersRouter } from './features/members/router.ts'
import { organizationsRouter, portalOrganizationsRouter } from './features/organizations/router.ts'
import { teamsRouter } from './features/teams/router.ts'
import { findProcedure } from './features/find/router.ts'
import { invitationsRouter, portalInvitationsRouter } from './features/invitations/router.ts'
import { overviewRouter } from './features/overview/router.ts'
import { passwordsRouter } from './features/passwords/router.ts'
import { plansRouter } from './features/plans/router.ts'
import { portalProductsRouter, productsRouter } from './features/products/router.ts'
import { profileRouter } from './features/profile/router.ts'
import { queueViewsRouter } from './features/queue-views/router.ts'
import { registrationsRouter } from './features/registrations/router.ts'
import { portalReviewsRouter, reviewsRouter } from './features/reviews/router.ts'
import { portalSettingsRouter, settingsRouter } from './features/settings/router.ts'
import { setupRouter } from './features/setup/router.ts'
import { staffRouter } from './features/staff/router.ts'
import { usersRouter } from './features/users/router.ts'
import { wordingsRouter } from './features/wordings/router.ts'
import { follow } from './realtime/follow.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  portal: {
    access: accessRouter,
    apps: portalAppsRouter,
    cart: cartRouter,
    catalogues: portalCataloguesRouter,
    credentials: portalCredentialsRouter,
    inviteCodes: portalInviteCodesRouter,
    invitations: portalInvitationsRouter,
    members: membersRouter,
    organizations: portalOrganizationsRouter,
    passwords: passwordsRouter,
    products: portalProductsRouter,
    profile: profileRouter,
    registrations: registrationsRouter,
    reviews: portalReviewsRouter,
    session: sessionRouter,
    settings: portalSettingsRouter,
    setup: setupRouter,
  },
  admin: {
    apps: appsRouter,
    bulk: bulkRouter,
    catalogues: cataloguesRouter,
    credentials: credentialsRouter,
    emails: emailsRouter,
    find: findProcedure,
    inviteCodes: inviteCodesRouter,
    invitations: invitationsRouter,
    organizations: organizationsRouter,
    overview: overviewRouter,
    plans: plansRouter,
    products: productsRouter,
    queueViews: queueViewsRouter,
    reviews: reviewsRouter,
    settings: settingsRouter,
    staff: staffRouter,
    teams: teamsRouter,
    users: usersRouter,
    wordings: wordingsRouter,
  },
  realtime: { follow },
})

export type AppRouter = typeof appRouter
