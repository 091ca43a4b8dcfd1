// Reading credentials without their secrets. One row is one credential; order (issuedAt, id), newest first.
import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { visibleTo } from '#server/features/apps/visible.ts'
import { planColumns, toPlanFacts, type StoredPlanFacts } from '#server/features/plans/queries.ts'
import type { CredentialRow, KeyFacts } from './schema.ts'

interface StoredCredential {
  id: string
  appId: string
  requestId: string
  catalogueName: string
  issuedAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  isExpired: boolean
  version: number
}

const columns = (db: Db) => db`
  credentials.id, credentials.app_id, credentials.request_id, catalogue_name, credentials.issued_at, credentials.expires_at,
  credentials.revoked_at, coalesce(credentials.expires_at <= now(), false) as is_expired, credentials.version`

/** A condition on `credentials`: whether it can still be used, by the database's clock. */
export const isLive = (db: Db) =>
  db`(credentials.revoked_at is null and (credentials.expires_at is null or credentials.expires_at > now()))`

/** Lists the credentials of an app; who may see the app has been asked. */
export async function listCredentials(db: Db, appId: string): Promise<CredentialRow[]> {
  const stored = await db<StoredCredential[]>`
    select ${columns(db)}
      from credentials join access_requests on access_requests.id = request_id
     where credentials.app_id = ${appId}
     order by credentials.issued_at desc, credentials.id desc limit 200`
  return complete(db, stored)
}

/** Finds a credential of an app that the actor sees. */
export async function findCredential(db: Db, actor: Actor, id: string): Promise<CredentialRow | undefined> {
  const stored = await db<StoredCredential[]>`
    select ${columns(db)}
      from credentials join access_requests on access_requests.id = request_id join apps on apps.id = credentials.app_id
     where credentials.id = ${id} and ${visibleTo(db, actor)}`
  const [row] = await complete(db, stored)
  return row
}

async function complete(db: Db, stored: readonly StoredCredential[]): Promise<CredentialRow[]> {
  const ids = stored.map(({ id }) => id)
  const [plans, products, keys] = await Promise.all([
    db<(StoredPlanFacts & { credentialId: string })[]>`
      select credentials.id as credential_id, ${planColumns(db)}
        from credentials join plans on plans.id = plan_id where credentials.id = any(${ids})`,
    db<(CredentialRow['products'][number] & { credentialId: string })[]>`
      select credentials.id as credential_id, products.id, slug, products.name,
             coalesce((select array_agg(base_url order by position) from product_apis where product_id = products.id), '{}') as base_urls
        from credentials join access_products using (request_id) join products on products.id = product_id
       where credentials.id = any(${ids}) order by lower(products.name), products.id`,
    db<
      (Omit<KeyFacts, 'issuedAt' | 'worksUntil' | 'lastUsedAt'> & {
        credentialId: string
        issuedAt: Date
        worksUntil: Date | null
        lastUsedAt: Date | null
      })[]
    >`
      select credential_id, id, last_four, issued_at, works_until, last_used_at
        from credential_keys
       where credential_id = any(${ids}) and (works_until is null or works_until > clock_timestamp())
       order by works_until desc nulls first, id`,
  ])
  return stored.map(({ requestId: _, isExpired, issuedAt, expiresAt, revokedAt, ...row }): CredentialRow => {
    const state = revokedAt ? 'revoked' : isExpired ? 'expired' : 'live'
    const plan = plans.find(({ credentialId }) => credentialId === row.id)
    return {
      ...row,
      state,
      plan: plan ? toPlanFacts(plan) : null,
      products: products.filter((it) => it.credentialId === row.id).map(({ credentialId: _, ...product }) => product),
      keys:
        state === 'live'
          ? keys.filter((it) => it.credentialId === row.id).map(({ credentialId: _, ...key }) => toKey(key))
          : [],
      issuedAt: issuedAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    }
  })
}

const toKey = (key: {
  id: string
  lastFour: string
  issuedAt: Date
  worksUntil: Date | null
  lastUsedAt: Date | null
}): KeyFacts => ({
  id: key.id,
  lastFour: key.lastFour,
  issuedAt: key.issuedAt.toISOString(),
  worksUntil: key.worksUntil?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
})
