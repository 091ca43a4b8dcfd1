// What people do with their own account.
import { commitOf, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { announceStaff } from '#server/features/staff/commands.ts'
import { announce } from '#server/features/users/announce.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'

/** Changes one's own names; nothing else of the account. */
export async function renameSelf(tx: Tx, actor: Actor, names: { firstName: string; lastName: string }): Promise<void> {
  await tx`
    update accounts set first_name = ${names.firstName}, last_name = ${names.lastName}, version = version + 1
     where id = ${actor.accountId}`
  await recordAudit(tx, actor.accountId, 'account.renamed', { kind: 'account', id: actor.accountId })
  if (actor.kind === 'user') await announce(tx, actor.accountId, 'user.edited')
  else await announceStaff(tx, actor.accountId)
}

/** Ends one of one's own sessions; its sockets close before this is answered. @throws NOT_FOUND not one's own, or ended */
export async function endOwnSession(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [ended] = await tx`delete from sessions where id = ${id} and account_id = ${actor.accountId} returning id`
  if (!ended) refuse('NOT_FOUND')
  commitOf(tx).rightsChanged = true
  await recordAudit(tx, actor.accountId, 'session.ended', { kind: 'session', id: null })
  await tellOwnTabs(tx, actor)
}

/** Ends all one's sessions but this one. */
export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  await endSessions(tx, actor.accountId, actor.sessionHash)
  await recordAudit(tx, actor.accountId, 'session.others-ended', { kind: 'account', id: actor.accountId })
  await tellOwnTabs(tx, actor)
}

/** The list of sessions in every open tab of the person is asked for again. */
async function tellOwnTabs(tx: Tx, { accountId }: Actor): Promise<void> {
  await publish(tx, `user:${accountId}`, { kind: 'account.changed', accountId })
}
