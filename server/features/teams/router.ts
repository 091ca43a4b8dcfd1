import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, router } from '#server/trpc.ts'
import { addTeam, deleteTeam, renameTeam } from './commands.ts'
import { describeTeam, listTeams, previewTeamDeletion } from './queries.ts'
import { addTeamInput, renameTeamInput, teamInput, teamListInput } from './schema.ts'

export const teamsRouter = router({
  list: auditor.input(teamListInput).query(({ ctx, input }) => listTeams(ctx.app.database.sql, input)),
  get: auditor
    .input(teamInput)
    .query(async ({ ctx, input }) => (await describeTeam(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  add: approver
    .input(addTeamInput)
    .mutation(({ ctx, input }) => once(ctx, 'teams.add', input, (tx) => addTeam(tx, ctx.actor, input))),
  rename: approver
    .input(renameTeamInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => renameTeam(tx, ctx.actor, input))),
  previewDeletion: approver
    .input(teamInput)
    .query(
      async ({ ctx, input }) => (await previewTeamDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: approver
    .input(teamInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deleteTeam(tx, ctx.actor, input.id))),
})
