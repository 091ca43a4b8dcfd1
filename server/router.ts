// The whole API at a glance.
import { sessionRouter } from './features/auth/router.ts'
import { emailsRouter } from './features/emails/router.ts'
import { registrationsRouter } from './features/registrations/router.ts'
import { reviewsRouter } from './features/reviews/router.ts'
import { portalSettingsRouter, settingsRouter } from './features/settings/router.ts'
import { setupRouter } from './features/setup/router.ts'
import { follow } from './realtime/follow.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  portal: {
    registrations: registrationsRouter,
    session: sessionRouter,
    settings: portalSettingsRouter,
    setup: setupRouter,
  },
  admin: {
    emails: emailsRouter,
    reviews: reviewsRouter,
    settings: settingsRouter,
  },
  realtime: { follow },
})

export type AppRouter = typeof appRouter
