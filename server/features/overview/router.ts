import { auditor, router } from '#server/trpc.ts'

export const overviewRouter = router({
  /** The figures as they were taken at most five seconds ago, and when there will be newer ones. */
  get: auditor.query(({ ctx }) => ctx.app.overview.get()),
})
