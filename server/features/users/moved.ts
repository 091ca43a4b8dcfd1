// The mails that tell a user of a change that somebody else made: another role, or out of an organization.
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { roleLabels, type UserRow } from './schema.ts'

/** Tells a user what has become of their role and organization; nothing where they did it themselves, or cannot log in anyway. */
export async function tellMoved(tx: Tx, actor: Actor, before: UserRow, after: UserRow): Promise<void> {
  if (actor.accountId === after.id || after.state !== 'active') return
  const { firstName } = after
  const who = `${actor.firstName} ${actor.lastName}`
  if (before.organization.id !== after.organization.id) {
    if (before.organization.isDefault) return
    const facts = { firstName, organizationName: before.organization.name, removedBy: who, isDeleted: false }
    await queueMail(tx, 'removed-from-organization', recipientOf(after), facts)
  } else if (before.role !== after.role) {
    await queueMail(tx, 'role-changed', recipientOf(after), {
      firstName,
      organizationName: after.organization.name,
      roleLabel: roleLabels[after.role],
      isSuperAdmin: after.role === 'super_admin',
      changedBy: who,
    })
  }
}

export const recipientOf = ({ id, firstName, lastName, email }: UserRow) => ({
  accountId: id,
  name: `${firstName} ${lastName}`,
  address: email,
})
