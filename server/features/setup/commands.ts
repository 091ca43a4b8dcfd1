// The first owner: from the environment, or through a one-time link. Once an owner exists both are ignored.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import type { SetupInput } from './schema.ts'

export async function hasOwner(tx: Tx): Promise<boolean> {
  const [owner] = await tx`select 1 from accounts where staff_role = 'owner'`
  return owner !== undefined
}

/** Makes those who would be the first owner take turns; taken before anything else, or they could wait for each other. */
const lockOwner = (tx: Tx) => tx`select pg_advisory_xact_lock(hashtext('gatehouse first owner'))`

/**
 * Makes the first owner; false when there already is one.
 *
 * @throws EMAIL_TAKEN somebody registered with this address before there was an owner
 */
export async function createFirstOwner(
  tx: Tx,
  { email, firstName, lastName }: Pick<SetupInput, 'email' | 'firstName' | 'lastName'>,
  passwordHash: string,
): Promise<boolean> {
  await lockOwner(tx)
  if (await hasOwner(tx)) return false
  const [owner] = await tx<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, password_hash, staff_role, email_confirmed_at, approved_at)
    values ('staff', ${email}, ${emailKey(email)}, ${firstName}, ${lastName}, ${passwordHash}, 'owner', now(), now())
    on conflict (email_key) do nothing
    returning id`
  if (!owner) return refuse('EMAIL_TAKEN')
  await tx`delete from setup_tokens`
  await recordAudit(tx, owner.id, 'owner.created', { kind: 'account', id: owner.id })
  return true
}

/**
 * Spends the one-time link and makes the first owner.
 *
 * @throws LINK_EXPIRED another link was printed since, or an owner exists
 * @throws EMAIL_TAKEN the link still works with another address
 */
export async function setUp(tx: Tx, tokenHash: string, input: SetupInput, passwordHash: string): Promise<void> {
  await lockOwner(tx)
  const [spent] = await tx`delete from setup_tokens where token_hash = ${tokenHash} returning token_hash`
  if (!spent || !(await createFirstOwner(tx, input, passwordHash))) refuse('LINK_EXPIRED')
}

/** Replaces the one-time link, unless an owner exists: then false. */
export async function renewSetupToken(tx: Tx, tokenHash: string): Promise<boolean> {
  await lockOwner(tx)
  if (await hasOwner(tx)) return false
  await tx`delete from setup_tokens`
  await tx`insert into setup_tokens (token_hash) values (${tokenHash})`
  return true
}
