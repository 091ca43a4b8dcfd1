// Credentials: issued once per approved request, rotated, revoked, and shown again to whoever may see their app.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { announceApp } from '#server/features/apps/announce.ts'
import { visibleTo } from '#server/features/apps/visible.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import type { Keys } from '#server/keys.ts'
import { refuse } from '#server/refusals.ts'
import { findCredential, isLive } from './queries.ts'
import { formatKey } from './rules.ts'
import { recentPasswordMinutes, type CredentialRow } from './schema.ts'
import { hashesOf, open, seal } from './seal.ts'

/**
 * Issues what an approved request yields, once its approval can no longer be undone; anything else, or a second time, does
 * nothing. Returns whether it issued.
 */
export async function issueCredential(tx: Tx, keys: Keys, requestId: string): Promise<boolean> {
  // The review's row: of an undo and this one comes before the other, by the database's clock.
  const [settled] = await tx`
    select 1 from reviews join access_requests on review_id = reviews.id
     where access_requests.id = ${requestId} and state = 'approved' and (undo_until is null or undo_until <= clock_timestamp())
       for update of reviews`
  if (!settled) return false
  // Then the app's: of a deletion and this one comes before the other, too.
  await tx`
    select 1 from apps where id = (select app_id from access_requests where access_requests.id = ${requestId}) for no key update`
  const [issued] = await tx<{ id: string; appId: string }[]>`
    insert into credentials (request_id, app_id, plan_id, expires_at)
    select access_requests.id, app_id, plans.id, clock_timestamp() + make_interval(days => key_lifetime_days)
      from access_requests join plans on plans.id = coalesce(approved_plan_id, plan_id)
     where access_requests.id = ${requestId}
    on conflict on constraint credentials_once do nothing
    returning id, app_id`
  if (!issued) return false
  await addKey(tx, keys, issued.id)
  await recordAudit(tx, null, 'credential.issued', { kind: 'credential', id: issued.id }, { appId: issued.appId })
  await announceApp(tx, issued.appId, 'app.edited')
  return true
}

/** Writes a new present key; the secret itself is nowhere but sealed in its row. */
async function addKey(tx: Tx, keys: Keys, credentialId: string): Promise<void> {
  const id = randomUUID()
  const key = formatKey(randomBytes(32))
  const { sealed, sealedKey, secretVersion } = seal(keys, id, key)
  await tx`
    insert into credential_keys (id, credential_id, hash, last_four, sealed, sealed_key, secret_version)
    values (${id}, ${credentialId}, ${hashesOf(keys, key)[0]!}, ${key.slice(-4)}, ${sealed}, ${sealedKey}, ${secretVersion})`
}

/**
 * Replaces the key of a credential; the old one goes on for the overlap. One that was still going on from an earlier rotation
 * ends now: there are never more than two.
 *
 * @throws CREDENTIAL_CHANGED somebody rotated or revoked it meanwhile; `detail.credential` is how it is now
 * @throws NOT_FOUND
 */
export async function rotateCredential(
  tx: Tx,
  actor: Actor,
  keys: Keys,
  { id, version, overlapHours }: { id: string; version: number; overlapHours: number },
): Promise<CredentialRow> {
  await holdAppOf(tx, id)
  const [rotated] = await tx<{ appId: string; expiredAt: Date | null }[]>`
    update credentials
       set version = credentials.version + 1,
           expires_at = clock_timestamp() + make_interval(days => (select key_lifetime_days from plans where plans.id = credentials.plan_id))
      from apps, credentials before
     where credentials.id = ${id} and credentials.version = ${version} and before.id = credentials.id
       and apps.id = credentials.app_id and ${visibleTo(tx, actor)} and ${isLive(tx)}
    returning credentials.app_id, before.expires_at as expired_at`
  if (!rotated) return refuseChange(tx, actor, id)
  await tx`update credential_keys set works_until = now() where credential_id = ${id} and works_until > now()`
  // An overlap is no way to live longer than the plan says.
  await tx`
    update credential_keys set works_until = least(clock_timestamp() + make_interval(hours => ${overlapHours}), ${rotated.expiredAt})
     where credential_id = ${id} and works_until is null`
  await addKey(tx, keys, id)
  return announce(tx, actor, id, rotated.appId, 'credential.rotated', { overlapHours })
}

/**
 * Revokes a credential for good; verification refuses it within a second on every process.
 *
 * @throws CREDENTIAL_CHANGED somebody was faster; NOT_FOUND
 */
export async function revokeCredential(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<CredentialRow> {
  await holdAppOf(tx, id)
  // Guarded by revoked_at, so that of two clicks exactly one reports success.
  const [revoked] = await tx<{ appId: string; requestId: string }[]>`
    update credentials set revoked_at = clock_timestamp(), revoked_by = ${actor.accountId}, version = credentials.version + 1
      from apps
     where credentials.id = ${id} and credentials.version = ${version} and apps.id = app_id and ${visibleTo(tx, actor)} and revoked_at is null
    returning app_id, request_id`
  if (!revoked) return refuseChange(tx, actor, id)
  // Its products can be asked for again.
  await tx`update access_products set is_held = false where request_id = ${revoked.requestId}`
  return announce(tx, actor, id, revoked.appId, 'credential.revoked')
}

/** Takes the app's row first, as whoever deletes or moves the app does. */
async function holdAppOf(tx: Tx, id: string): Promise<void> {
  await tx`
    select 1 from apps where id = (select app_id from credentials where credentials.id = ${id}) for no key update`
}

async function refuseChange(tx: Tx, actor: Actor, id: string): Promise<never> {
  const credential = await findCredential(tx, actor, id)
  return credential ? refuse('CREDENTIAL_CHANGED', { credential }) : refuse('NOT_FOUND')
}

async function announce(
  tx: Tx,
  actor: Actor,
  id: string,
  appId: string,
  kind: 'credential.rotated' | 'credential.revoked',
  detail: object = {},
): Promise<CredentialRow> {
  await recordAudit(tx, actor.accountId, kind, { kind: 'credential', id }, { appId, ...detail })
  await announceApp(tx, appId, 'app.edited')
  return (await findCredential(tx, actor, id))!
}

/**
 * Shows a key to a user who sees its app and has typed the password lately; recorded each time. Portal admins never read keys.
 *
 * @throws PASSWORD_NEEDED ask for the password, then again
 * @throws NOT_FOUND not theirs to see, or past its end
 */
export async function revealKey(tx: Tx, actor: Actor, keys: Keys, keyId: string): Promise<{ key: string }> {
  const [session] = await tx`
    select 1 from sessions where id = ${actor.sessionHash}
       and password_typed_at > now() - make_interval(mins => ${recentPasswordMinutes})`
  const [row] = await tx<
    { credentialId: string; appId: string; sealed: Buffer; sealedKey: Buffer; secretVersion: number }[]
  >`
    select credential_id, app_id, sealed, sealed_key, secret_version
      from credential_keys
      join credentials on credentials.id = credential_id
      join apps on apps.id = app_id
     where credential_keys.id = ${keyId} and (works_until is null or works_until > now()) and ${isLive(tx)} and ${visibleTo(tx, actor)}`
  if (!row || actor.staffRole) return refuse('NOT_FOUND')
  if (!session) refuse('PASSWORD_NEEDED')
  const subject = { kind: 'credential', id: row.credentialId } as const
  await recordAudit(tx, actor.accountId, 'credential.revealed', subject, { appId: row.appId, keyId })
  await announceApp(tx, row.appId, 'app.edited')
  return { key: open(keys, keyId, row) }
}
