import { developer, once, router, superAdmin } from '#server/trpc.ts'
import { editMember, inviteMember, removeMember, resendMemberInvitation, revokeMemberInvitation } from './commands.ts'
import { listMembers } from './queries.ts'
import { editMemberInput, inviteMemberInput, memberInput, memberListInput } from './schema.ts'

export const membersRouter = router({
  list: developer
    .input(memberListInput)
    .query(({ ctx, input }) => listMembers(ctx.app.database.sql, ctx.actor, input.search)),
  invite: superAdmin
    .input(inviteMemberInput)
    .mutation(({ ctx, input }) => once(ctx, 'members.invite', input, (tx) => inviteMember(tx, ctx.actor, input))),
  resend: superAdmin
    .input(memberInput)
    .mutation(({ ctx, input }) =>
      ctx.app.database.inTransaction((tx) => resendMemberInvitation(tx, ctx.actor, input.id)),
    ),
  revoke: superAdmin
    .input(memberInput)
    .mutation(({ ctx, input }) =>
      ctx.app.database.inTransaction((tx) => revokeMemberInvitation(tx, ctx.actor, input.id)),
    ),
  edit: superAdmin
    .input(editMemberInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editMember(tx, ctx.actor, input))),
  remove: superAdmin
    .input(memberInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeMember(tx, ctx.actor, input.id))),
})
