// Saying how a user is now: to the admins, to the person's own tabs and to the members of their organization.
import type { Tx } from '#db/database.ts'
import { toMember } from '#server/features/members/rules.ts'
import { publish } from '#server/realtime/publish.ts'
import { findUser } from './queries.ts'
import type { UserRow } from './schema.ts'

export type UserEvent =
  'user.added' | 'user.edited' | 'user.reactivated' | 'user.deactivated' | 'user.invited' | 'user.joined'

/** Says how a user is now; called last in its transaction. */
export async function announce(tx: Tx, id: string, kind: UserEvent): Promise<UserRow> {
  const user = (await findUser(tx, id))!
  await publish(tx, 'admins', { kind, user })
  await publish(tx, `user:${id}`, { kind: 'account.changed', accountId: id })
  if (!user.organization.isDefault)
    await publish(tx, `organization:${user.organization.id}`, { kind: 'member.changed', member: toMember(user) })
  return user
}

/** Says to an organization's members that somebody (or an invitation) is gone; members of the default one hear nothing. */
export async function announceLeft(
  tx: Tx,
  organization: { id: string; isDefault: boolean },
  memberId: string,
): Promise<void> {
  if (!organization.isDefault)
    await publish(tx, `organization:${organization.id}`, { kind: 'member.removed', memberId })
}
