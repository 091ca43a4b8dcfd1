// Telling that a code has expired or is used up, once each, and giving places back. None of it decides who gets in.
import type { Database, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { announceCode } from './announce.ts'
import { returnDuePlaces } from './claim.ts'
import { findCode } from './queries.ts'
import type { CodeRow } from './schema.ts'

/** Tells of a code what there is to tell and has not been told: the open lists by an event, its creator by mail. */
export async function tellOfCode(database: Database, codeId: string): Promise<void> {
  await database.inTransaction(async (tx) => {
    await tellExpiry(tx, codeId)
    await tellUsedUp(tx, codeId)
  })
}

/** Looks at whatever a job has missed. */
export async function sweepCodes(database: Database): Promise<void> {
  await database.inTransaction((tx) => returnDuePlaces(tx))
  const due = await database.sql<{ id: string }[]>`
    select id from invite_codes
     where is_active and ((expires_at <= clock_timestamp() and told_expiry_of is distinct from expires_at)
                       or (used >= quota and told_used_up_of is distinct from quota
                           and (expires_at is null or expires_at > clock_timestamp())))
     order by id limit 500`
  for (const { id } of due) await tellOfCode(database, id)
}

async function tellExpiry(tx: Tx, id: string): Promise<void> {
  const [expired] = await tx`
    update invite_codes set told_expiry_of = expires_at, version = version + 1
     where id = ${id} and is_active and expires_at <= clock_timestamp() and told_expiry_of is distinct from expires_at
    returning id`
  if (!expired) return
  const code = (await findCode(tx, id))!
  const creator = await findCreator(tx, id)
  if (creator) {
    const { used, quota } = code
    const facts = { ...factsOf(code, creator), used, quota, expiredAt: code.expiresAt! }
    await queueMail(tx, 'invite-code-expired', creator, facts)
  }
  await recordAudit(tx, null, 'code.expired', { kind: 'code', id })
  await announceCode(tx, id, 'code.expired')
}

async function tellUsedUp(tx: Tx, id: string): Promise<void> {
  const [full] = await tx`
    update invite_codes set told_used_up_of = quota, version = version + 1
     where id = ${id} and is_active and used >= quota and told_used_up_of is distinct from quota
       and (expires_at is null or expires_at > clock_timestamp())
    returning id`
  if (!full) return
  const code = (await findCode(tx, id))!
  const creator = await findCreator(tx, id)
  if (creator) await queueMail(tx, 'invite-code-used-up', creator, { ...factsOf(code, creator), quota: code.quota! })
  await recordAudit(tx, null, 'code.used-up', { kind: 'code', id })
  await announceCode(tx, id, 'code.used-up')
}

/** What both mails say. */
const factsOf = ({ id, name, team, organization }: CodeRow, { firstName }: { firstName: string }) => ({
  firstName,
  codeName: name,
  codeId: id,
  teamName: team.name,
  organizationName: organization.name,
})

/** Finds the portal admin who made the code, if they are still one. */
async function findCreator(tx: Tx, id: string) {
  const [creator] = await tx<{ accountId: string; firstName: string; name: string; address: string }[]>`
    select accounts.id as account_id, first_name, first_name || ' ' || last_name as name, email as address
      from invite_codes join accounts on accounts.id = created_by
     where invite_codes.id = ${id} and accounts.kind = 'staff' and deactivated_at is null`
  return creator
}
