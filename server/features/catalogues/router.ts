import { listCards } from '#server/features/products/cards.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, publicProcedure, router } from '#server/trpc.ts'
import { addCatalogue, deleteCatalogue, editCatalogue } from './commands.ts'
import { explainVisibility } from './explain.ts'
import { describeCatalogue, listCatalogues, listCataloguesFor, previewCatalogueDeletion } from './queries.ts'
import {
  addCatalogueInput,
  catalogueInput,
  catalogueListInput,
  editCatalogueInput,
  explainInput,
  previewInput,
} from './schema.ts'
import { viewerOf } from './visible.ts'

export const cataloguesRouter = router({
  list: auditor.input(catalogueListInput).query(({ ctx, input }) => listCatalogues(ctx.app.database.sql, input)),
  get: auditor
    .input(catalogueInput)
    .query(async ({ ctx, input }) => (await describeCatalogue(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  /** The portal's list through the eyes of an organization or team. */
  preview: auditor
    .input(previewInput)
    .query(({ ctx, input: { organizationId, teamId, ...filter } }) =>
      listCards(ctx.app.database.sql, { as: 'place', organizationId, teamId }, filter),
    ),
  explain: auditor
    .input(explainInput)
    .query(
      async ({ ctx, input }) =>
        (await explainVisibility(ctx.app.database.sql, input.accountId, input.productId)) ?? refuse('NOT_FOUND'),
    ),
  add: approver
    .input(addCatalogueInput)
    .mutation(({ ctx, input }) => once(ctx, 'catalogues.add', input, (tx) => addCatalogue(tx, ctx.actor, input))),
  edit: approver
    .input(editCatalogueInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editCatalogue(tx, ctx.actor, input))),
  previewDeletion: approver
    .input(catalogueInput)
    .query(
      async ({ ctx, input }) => (await previewCatalogueDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: approver
    .input(catalogueInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deleteCatalogue(tx, ctx.actor, input.id))),
})

export const portalCataloguesRouter = router({
  /** The catalogues that the caller sees and that have something to see. */
  list: publicProcedure.query(({ ctx }) => listCataloguesFor(ctx.app.database.sql, viewerOf(ctx.actor))),
})
