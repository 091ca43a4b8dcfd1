import { enforceLimit } from '#server/features/auth/limits.ts'
import { viewerOf } from '#server/features/catalogues/visible.ts'
import { listOperations } from '#server/features/documents/queries.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, publicProcedure, router } from '#server/trpc.ts'
import { findPortalProduct, listCards } from './cards.ts'
import { addProduct, deleteProduct, editProduct, setProductState } from './commands.ts'
import { orderGuides, removeGuide, saveGuide } from './guides.ts'
import { renderMarkdown } from './markdown.ts'
import { describeProduct, listProducts, previewProductDeletion } from './queries.ts'
import {
  addProductInput,
  cardListInput,
  editProductInput,
  guideInput,
  operationListInput,
  orderGuidesInput,
  portalProductInput,
  productInput,
  productListInput,
  renderInput,
  saveGuideInput,
  setStateInput,
} from './schema.ts'

export const productsRouter = router({
  list: auditor.input(productListInput).query(({ ctx, input }) => listProducts(ctx.app.database.sql, input)),
  get: auditor
    .input(productInput)
    .query(async ({ ctx, input }) => (await describeProduct(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  add: approver
    .input(addProductInput)
    .mutation(({ ctx, input }) => once(ctx, 'products.add', input, (tx) => addProduct(tx, ctx.actor, input))),
  /** Answers with all of it: what was added has its id now. */
  edit: approver.input(editProductInput).mutation(({ ctx, input }) =>
    ctx.app.database.inTransaction(async (tx) => {
      await editProduct(tx, ctx.actor, input)
      return (await describeProduct(tx, input.id))!
    }),
  ),
  setState: approver
    .input(setStateInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => setProductState(tx, ctx.actor, input))),
  saveGuide: approver
    .input(saveGuideInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => saveGuide(tx, ctx.actor, input))),
  removeGuide: approver
    .input(guideInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeGuide(tx, ctx.actor, input))),
  orderGuides: approver
    .input(orderGuidesInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => orderGuides(tx, ctx.actor, input))),
  /** Shows what Markdown will look like; a mutation only because texts are longer than addresses may be. */
  render: approver.input(renderInput).mutation(({ input }) => ({ html: renderMarkdown(input.text) })),
  previewDeletion: approver
    .input(productInput)
    .query(
      async ({ ctx, input }) => (await previewProductDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: approver
    .input(productInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deleteProduct(tx, ctx.actor, input.id))),
})

export const portalProductsRouter = router({
  list: publicProcedure.input(cardListInput).query(async ({ ctx, input }) => {
    const { sql } = ctx.app.database
    if (input.search && !ctx.actor?.staffRole) await enforceLimit(sql, 'searchByAddress', ctx.address)
    return listCards(sql, viewerOf(ctx.actor), input)
  }),
  get: publicProcedure
    .input(portalProductInput)
    .query(
      async ({ ctx, input }) =>
        (await findPortalProduct(ctx.app.database.sql, viewerOf(ctx.actor), input.slug)) ?? refuse('NOT_FOUND'),
    ),
  operations: publicProcedure
    .input(operationListInput)
    .query(
      async ({ ctx, input }) =>
        (await listOperations(ctx.app.database.sql, viewerOf(ctx.actor), input.apiId)) ?? refuse('NOT_FOUND'),
    ),
})
