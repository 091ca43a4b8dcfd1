// Live keys in any number, straight from the database; each of a credential and an app of its own.
import { randomBytes } from 'node:crypto'
import type { App } from '#server/app.ts'
import { formatKey } from '#server/features/credentials/rules.ts'
import { hashesOf } from '#server/features/credentials/seal.ts'
import { insertPlan, insertProduct } from '#tests/setup/catalogue.ts'

/** Inserts keys for a product at a base URL; nothing of their plan is ever used up. */
export async function insertKeys(
  app: Pick<App, 'database' | 'keys'>,
  count: number,
  baseUrl: string,
): Promise<string[]> {
  const product = await insertProduct(app, { baseUrl })
  const plan = await insertPlan(app, { requestsPerSecond: 1_000_000, quota: 1_000_000_000_000, quotaPeriod: 'month' })
  const keys = Array.from({ length: count }, () => formatKey(randomBytes(32)))
  const hashes = keys.map((key) => hashesOf(app.keys, key)[0]!.toString('base64'))
  await app.database.sql`
    with made as (
      insert into apps (name, organization_id, visibility)
      select 'App', organizations.id, 'organization' from organizations, generate_series(1, ${count}) where is_default
      returning id
    ), asked as (
      insert into access_requests (app_id, catalogue_name, plan_id, reason)
      select id, 'Public', ${plan.id}, '' from made
      returning id, app_id
    ), held as (
      insert into access_products (request_id, app_id, product_id, is_held)
      select id, app_id, ${product.id}, true from asked
    ), issued as (
      insert into credentials (request_id, app_id, plan_id) select id, app_id, ${plan.id} from asked
      returning id
    )
    insert into credential_keys (credential_id, hash, last_four, sealed, sealed_key, secret_version)
    select numbered.id, decode(hash, 'base64'), 'last', '', '', 1
      from (select id, row_number() over () as n from issued) numbered
      join unnest(${hashes}::text[]) with ordinality hashed (hash, n) using (n)`
  return keys
}
