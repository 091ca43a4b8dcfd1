// Invite codes: made, edited, paused and deleted by portal admins.
import { randomBytes } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { announceCode } from './announce.ts'
import { findCode } from './queries.ts'
import { codeKey } from './rules.ts'
import type { AddCodeInput, CodeRow, EditCodeInput } from './schema.ts'

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Five bits each: 130, in groups that can be read aloud. */
const characters = 26

/** Makes a code of more than 128 random bits: "7K2P-M9QX-…". */
export function generateCode(): string {
  const code = Array.from(randomBytes(characters), (byte) => alphabet[byte % alphabet.length]).join('')
  return code.match(/.{1,4}/g)!.join('-')
}

/** Adds a code. @throws CODE_TAKEN by the constraint; NOT_FOUND no such team */
export async function addCode(tx: Tx, actor: Actor, input: AddCodeInput): Promise<CodeRow> {
  const { name, quota, expiresAt, isActive, teamId, skipsApproval } = input
  const code = input.code ?? generateCode()
  const [added] = await tx<{ id: string }[]>`
    insert into invite_codes (code, code_key, name, quota, expires_at, is_active, skips_approval, team_id, organization_id, created_by)
    select ${code}, ${codeKey(code)}, ${name}, ${quota}, ${expiresAt}, ${isActive}, ${skipsApproval}, id, organization_id, ${actor.accountId}
      from teams where id = ${teamId}
    returning id`
  if (!added) return refuse('NOT_FOUND')
  await scheduleTelling(tx, added.id, expiresAt)
  await recordAudit(tx, actor.accountId, 'code.added', { kind: 'code', id: added.id }, describe(input))
  return announceCode(tx, added.id, 'code.added')
}

/**
 * Edits a code; the code itself stays, for it is out there.
 *
 * @throws CODE_CHANGED somebody else edited it meanwhile; `detail.code` is how it is now
 * @throws QUOTA_BELOW_USED with `detail.used`
 * @throws NOT_FOUND no such code, or team
 */
export async function editCode(tx: Tx, actor: Actor, input: EditCodeInput): Promise<CodeRow> {
  const { id, edition, name, quota, expiresAt, isActive, teamId, skipsApproval } = input
  const [edited] = await tx`
    update invite_codes
       set name = ${name}, quota = ${quota}, expires_at = ${expiresAt}, is_active = ${isActive}, skips_approval = ${skipsApproval},
           team_id = teams.id, organization_id = teams.organization_id,
           version = invite_codes.version + 1, edition = edition + 1
      from teams
     where invite_codes.id = ${id} and edition = ${edition} and teams.id = ${teamId} and (${quota}::int is null or used <= ${quota}::int)
    returning invite_codes.id`
  if (!edited) return refuseEdit(tx, id, edition, quota)
  await scheduleTelling(tx, id, expiresAt)
  await recordAudit(tx, actor.accountId, 'code.edited', { kind: 'code', id }, describe(input))
  return announceCode(tx, id, 'code.edited')
}

async function refuseEdit(tx: Tx, id: string, edition: number, quota: number | null): Promise<never> {
  const code = await findCode(tx, id)
  if (!code) return refuse('NOT_FOUND')
  if (code.edition !== edition) refuse('CODE_CHANGED', { code })
  return quota !== null && code.used > quota ? refuse('QUOTA_BELOW_USED', { used: code.used }) : refuse('NOT_FOUND')
}

/** Pauses a code, or lets it go on. @throws CODE_CHANGED as `editCode` */
export async function pauseCode(
  tx: Tx,
  actor: Actor,
  { id, edition, isActive }: { id: string; edition: number; isActive: boolean },
): Promise<CodeRow> {
  const [set] = await tx<{ expiresAt: Date | null }[]>`
    update invite_codes set is_active = ${isActive}, version = version + 1, edition = edition + 1
     where id = ${id} and edition = ${edition}
    returning expires_at`
  if (!set) return refuseEdit(tx, id, edition, null)
  await scheduleTelling(tx, id, set.expiresAt?.toISOString() ?? null)
  await recordAudit(tx, actor.accountId, isActive ? 'code.resumed' : 'code.paused', { kind: 'code', id })
  return announceCode(tx, id, 'code.edited')
}

/** Deletes a code: nobody registers with it any more; who has, keeps the account; who still waits goes on without it. */
export async function deleteCode(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [deleted] = await tx`delete from invite_codes where id = ${id} returning id`
  if (!deleted) refuse('NOT_FOUND')
  await recordAudit(tx, actor.accountId, 'code.deleted', { kind: 'code', id })
  await publish(tx, 'admins', { kind: 'code.deleted', codeId: id })
}

/** Deletes the codes that lead into a team, or into any of an organization's, before that goes itself. */
export async function deleteCodesInto(tx: Tx, actor: Actor, into: { teamId: string } | { organizationId: string }) {
  const codes = await tx<{ id: string }[]>`
    select id from invite_codes
     where ${'teamId' in into ? tx`team_id = ${into.teamId}` : tx`organization_id = ${into.organizationId}`} order by id`
  for (const { id } of codes) await deleteCode(tx, actor, id)
}

/** Looks at the code when it expires, and now: a date moved back, or a quota lowered to what is used, is told at once. */
async function scheduleTelling(tx: Tx, codeId: string, expiresAt: string | null): Promise<void> {
  const [due] = await tx<{ seconds: number | null }[]>`
    select greatest(0, extract(epoch from ${expiresAt}::timestamptz - now()))::float8 as seconds`
  await enqueue(tx, 'invite-codes.tell', { codeId })
  if (due!.seconds) await enqueue(tx, 'invite-codes.tell', { codeId }, { startAfterSeconds: due!.seconds })
}

const describe = ({
  name,
  quota,
  expiresAt,
  isActive,
  teamId,
  skipsApproval,
}: Omit<EditCodeInput, 'id' | 'edition'>) => ({
  name,
  quota,
  expiresAt,
  isActive,
  teamId,
  skipsApproval,
})
