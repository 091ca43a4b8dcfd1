import { auditor } from '#server/trpc.ts'
import { find } from './queries.ts'
import { findInput } from './schema.ts'

/** Anything by its name or address. */
export const findProcedure = auditor
  .input(findInput)
  .query(({ ctx, input }) => find(ctx.app.database.sql, ctx.actor, input.text))
