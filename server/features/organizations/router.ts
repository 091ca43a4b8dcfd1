import { enforceLimit } from '#server/features/auth/limits.ts'
import { findOwnReview } from '#server/features/reviews/queries.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, developer, once, router, signedIn } from '#server/trpc.ts'
import {
  addOrganization,
  deleteOrganization,
  renameOrganization,
  requestOrganization,
  withdrawRequest,
} from './commands.ts'
import { describeOrganization, listOrganizations, previewOrganizationDeletion } from './queries.ts'
import {
  addOrganizationInput,
  organizationInput,
  organizationListInput,
  renameOrganizationInput,
  requestOrganizationInput,
  withdrawRequestInput,
} from './schema.ts'

export const organizationsRouter = router({
  list: auditor.input(organizationListInput).query(({ ctx, input }) => listOrganizations(ctx.app.database.sql, input)),
  get: auditor
    .input(organizationInput)
    .query(
      async ({ ctx, input }) => (await describeOrganization(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  add: approver
    .input(addOrganizationInput)
    .mutation(({ ctx, input }) =>
      once(ctx, 'organizations.add', input, (tx) => addOrganization(tx, ctx.actor, input.name)),
    ),
  rename: approver
    .input(renameOrganizationInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => renameOrganization(tx, ctx.actor, input))),
  previewDeletion: approver
    .input(organizationInput)
    .query(
      async ({ ctx, input }) =>
        (await previewOrganizationDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: approver
    .input(organizationInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deleteOrganization(tx, ctx.actor, input.id))),
})

export const portalOrganizationsRouter = router({
  /** What the caller asked for last, whatever became of it; null for who never asked. */
  request: signedIn.query(({ ctx }) => findOwnReview(ctx.app.database.sql, ctx.actor.accountId, 'organization')),
  create: developer.input(requestOrganizationInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'organizationByAccount', ctx.actor.accountId)
    return once(ctx, 'organizations.create', input, (tx) => requestOrganization(tx, ctx.actor, input.name))
  }),
  withdraw: developer
    .input(withdrawRequestInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => withdrawRequest(tx, ctx.actor, input.id))),
})
