// Organization requests as a kind of review: what a yes makes, and how an undo takes it away again.
import type { Tx } from '#db/database.ts'
import { dissolveApps } from '#server/features/apps/move.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import type { Decided, ReviewKindRules } from '#server/features/reviews/kinds.ts'
import { announce } from '#server/features/users/announce.ts'
import { moveUser } from '#server/features/users/places.ts'
import { findUser } from '#server/features/users/queries.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { announceOrganization, createOrganization } from './create.ts'
import { describeRequest } from './queries.ts'

type Request = Decided<'organization'>

const requesterOf = ({ requesterId, facts }: Request) => ({
  accountId: requesterId,
  name: `${facts.firstName} ${facts.lastName}`,
  address: facts.email,
})
const decisionOf = (review: Request) => ({
  reviewId: review.id,
  decision: { id: review.decisionId, undoUntil: review.undoUntil },
})

export const organizationReview: ReviewKindRules<'organization'> = {
  async approve(tx, review, { organizationName }) {
    const { facts } = review
    const name = organizationName ?? facts.name
    const requester = await lockRequester(tx, review)
    // Switched off, or out again since: who may not log in gets no organization.
    if (!['active', 'invited', 'not-invited'].includes(requester.state)) refuse('NOT_IN_THIS_STATE')
    const id = await createOrganization(tx, name, review.undoUntil)
    const formerTeamIds = requester.teams.map((team) => team.id)
    await tx`
      insert into organization_approvals (review_id, organization_id, former_team_ids)
      values (${review.id}, ${id}, ${formerTeamIds})`
    await moveUser(tx, requester, { organizationId: id, role: 'super_admin', teamIds: [] })
    const isRenamed = name !== facts.name
    if (isRenamed)
      await tx`update reviews set facts = facts || jsonb_build_object('approvedName', ${name}::text) where id = ${review.id}`
    await queueMail(
      tx,
      'organization-approved',
      requesterOf(review),
      { firstName: facts.firstName, organizationName: name, requestedName: isRenamed ? facts.name : '' },
      decisionOf(review),
    )
    await announceOrganization(tx, id, 'organization.added')
    await announce(tx, requester.id, 'user.edited')
  },

  async reject(tx, review) {
    const { template, facts } = organizationReview.rejection(review, review.reason ?? '')
    await queueMail(tx, template, requesterOf(review), facts, decisionOf(review))
  },

  async undo(tx, review) {
    const [made] = await tx<{ organizationId: string; formerTeamIds: string[] }[]>`
      select organization_id, former_team_ids from organization_approvals where review_id = ${review.id}`
    if (!made) return void (await lockRequester(tx, review))
    const { organizationId, formerTeamIds } = made
    // People before organizations, as whoever moves them takes the locks.
    await tx`select 1 from accounts where id = ${review.requesterId} for update`
    // Nobody joins from here on: whoever wants to waits for this row.
    await tx`select 1 from organizations where id = ${organizationId} for update`
    const [inUse] = await tx`
      select 1 from accounts where organization_id = ${organizationId} and id <> ${review.requesterId}
       union all select 1 from teams where organization_id = ${organizationId} and not is_default
       union all select 1 from member_invitations where organization_id = ${organizationId}
       union all select 1 from invite_codes where organization_id = ${organizationId}
       limit 1`
    if (inUse) refuse('ORGANIZATION_IN_USE')
    const requester = (await findUser(tx, review.requesterId))!
    const [home] = await tx<{ id: string }[]>`select id from organizations where is_default`
    await dissolveApps(tx, organizationId, home!.id)
    // An admin may have moved the requester on meanwhile: out of every company, there they stay; into one, they ask for nothing.
    if (requester.organization.id === organizationId) {
      await moveUser(tx, requester, { organizationId: home!.id, role: 'team_member', teamIds: formerTeamIds })
    } else if (!requester.organization.isDefault) refuse('REQUESTER_MOVED')
    await tx`delete from organizations where id = ${organizationId}`
    await tx`update reviews set facts = facts - 'approvedName' where id = ${review.id}`
    await publish(tx, 'admins', { kind: 'organization.deleted', organizationId })
    await announce(tx, requester.id, 'user.edited')
  },

  async reopen(tx, review) {
    await lockRequester(tx, review)
  },

  rejection: ({ facts: { firstName, name } }, reason) => ({
    template: 'organization-rejected',
    facts: { firstName, organizationName: name, reason },
  }),
  asking: ({ facts }) => ({
    subjectLabel: `your request for the organization ${facts.name}`,
    path: '/organization/new',
  }),
  describe: describeRequest,
}

/** Takes the requester's row. @throws REQUESTER_MOVED they are in an organization by now */
async function lockRequester(tx: Tx, { requesterId }: Request): Promise<UserRow> {
  await tx`select 1 from accounts where id = ${requesterId} for update`
  const requester = (await findUser(tx, requesterId))!
  return requester.organization.isDefault ? requester : refuse('REQUESTER_MOVED')
}
