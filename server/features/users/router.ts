import { hashPassword } from '#server/features/auth/passwords.ts'
import { refuseWeakPassword } from '#server/features/passwords/policy.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, router } from '#server/trpc.ts'
import { activateUser, addUser, deactivateUser, deleteUser, editUser, endUserSessions } from './commands.ts'
import { describeUser, listPlaces, listUsers, previewDeletion } from './queries.ts'
import { addUserInput, editUserInput, userInput, userListInput } from './schema.ts'

export const usersRouter = router({
  list: auditor.input(userListInput).query(({ ctx, input }) => listUsers(ctx.app.database.sql, input)),
  get: auditor
    .input(userInput)
    .query(async ({ ctx, input }) => (await describeUser(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  places: auditor.query(({ ctx }) => listPlaces(ctx.app.database.sql)),
  previewDeletion: approver
    .input(userInput)
    .query(async ({ ctx, input }) => (await previewDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  add: approver
    .meta({ httpOnly: true })
    .input(addUserInput)
    .mutation(async ({ ctx, input }) => {
      if (input.password)
        await refuseWeakPassword(ctx.app.database.sql, input.password, [input.email, input.firstName, input.lastName])
      const passwordHash = input.password ? await hashPassword(input.password) : null
      return once(ctx, 'users.add', input, (tx) => addUser(tx, ctx.actor, input, passwordHash))
    }),
  edit: approver
    .input(editUserInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editUser(tx, ctx.actor, input))),
  activate: approver
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => activateUser(tx, ctx.actor, input.id))),
  deactivate: approver
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deactivateUser(tx, ctx.actor, input.id))),
  remove: approver
    .input(userInput)
    .mutation(({ ctx, input }) =>
      ctx.app.database.inTransaction((tx) => deleteUser(tx, ctx.actor.accountId, input.id)),
    ),
  endSessions: approver
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => endUserSessions(tx, ctx.actor, input.id))),
})
