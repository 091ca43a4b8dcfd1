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
  await tellMembers(tx, user)
  return user
}

/** Says to the members of an organization how one of them is now, where the admins hear of it as a review. */
export async function announceToMembers(tx: Tx, id: string): Promise<void> {
  await tellMembers(tx, (await findUser(tx, id))!)
}

async function tellMembers(tx: Tx, user: UserRow): Promise<void> {
  if (user.organization.isDefault) return
  await publish(tx, `organization:${user.organization.id}`, { kind: 'member.changed', member: toMember(user) })
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
