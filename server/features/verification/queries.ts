// What verification asks of Postgres: a key's grant, a batch of a quota, and the times of last use.
import type { Db, Sql } from '#db/database.ts'
import { isLive } from '#server/features/credentials/queries.ts'
import type { QuotaPeriod } from '#server/features/plans/schema.ts'
import { placeOf, withinOwn, type Asked } from './rules.ts'

/** What a good key opens. */
export interface Grant {
  keyId: string
  credentialId: string
  appId: string
  organizationId: string
  /** the app's maker; null: out of its organization */
  ownerId: string | null
  plan: {
    id: string
    name: string
    requestsPerSecond: number | null
    quota: number | null
    quotaPeriod: QuotaPeriod | null
  }
  productIds: string[]
  places: Asked[]
  /** places of other products within those, which it does not open */
  others: Asked[]
  /** ms from the reading until it ends, by the database's clock; null: never */
  endsInMs: number | null
}

interface StoredGrant extends Omit<Grant, 'plan' | 'places' | 'others'> {
  hash: Buffer
  planId: string
  planName: string
  requestsPerSecond: number | null
  quota: string | null
  quotaPeriod: QuotaPeriod | null
  baseUrls: string[]
  otherUrls: string[]
}

const hostOf = (sql: Sql, api: 'own' | 'other') => sql`lower(substring(${sql(api)}.base_url from '://([^/:]+)'))`

/**
 * Finds what keys open, by their hashes (base64), by which the map is. Not in it: revoked, expired, rotated out, its owner
 * inactive, or none. Deprecated and withdrawn products go on: what is granted ends by revoking it, or with the product.
 */
export async function findGrants(sql: Sql, hashes: string[]): Promise<Map<string, Grant>> {
  const found = await sql<StoredGrant[]>`
    select hash, credential_keys.id as key_id, credentials.id as credential_id, apps.id as app_id, apps.organization_id, apps.owner_id,
           plans.id as plan_id, plans.name as plan_name, requests_per_second, quota, quota_period,
           array(select product_id from access_products where request_id = credentials.request_id) as product_ids,
           array(select base_url from access_products join product_apis using (product_id)
                  where request_id = credentials.request_id) as base_urls,
           -- On the same hosts, of products that somebody can have; where exactly is looked at in rules.ts.
           array(select distinct other.base_url
                   from access_products join product_apis own using (product_id)
                   join product_apis other on ${hostOf(sql, 'other')} = ${hostOf(sql, 'own')} and length(other.base_url) >= length(own.base_url) - 8
                   join products on products.id = other.product_id
                  where request_id = credentials.request_id
                    and other.product_id not in (select product_id from access_products where request_id = credentials.request_id)
                    and (state <> 'draft' or exists (
                      select 1 from access_products held where held.product_id = other.product_id and is_held))) as other_urls,
           extract(epoch from least(credentials.expires_at, works_until) - clock_timestamp())::float8 * 1000 as ends_in_ms
      from credential_keys
      join credentials on credentials.id = credential_id
      join apps on apps.id = app_id
      join plans on plans.id = plan_id
      left join accounts owners on owners.id = apps.owner_id
     where hash = any(array(select decode(asked, 'base64') from unnest(${hashes}::text[]) asked)) and ${isLive(sql)} and (works_until is null or works_until > clock_timestamp())
       -- A personal app's keys are its owner's: refused while they are switched off.
       and (apps.visibility <> 'personal' or apps.owner_id is null
            or (owners.deactivated_at is null and owners.approved_at is not null and owners.rejected_at is null))`
  return new Map(found.map(({ hash, ...stored }) => [hash.toString('base64'), toGrant(stored)]))
}

function toGrant(stored: Omit<StoredGrant, 'hash'>): Grant {
  const { planId, planName, requestsPerSecond, quota, quotaPeriod, baseUrls, otherUrls, ...grant } = stored
  const places = baseUrls.map(placeOf)
  return {
    ...grant,
    plan: {
      id: planId,
      name: planName,
      requestsPerSecond,
      quota: quota === null ? null : Number(quota),
      quotaPeriod,
    },
    places,
    others: withinOwn(places, otherUrls.map(placeOf)),
  }
}

/** What a process wants of a quota. */
export interface Taken {
  quota: number
  period: QuotaPeriod
  count: number
}
export interface Reserved {
  granted: number
  /** ms until the period ends, by the database's clock */
  endsInMs: number
}

/** Takes a batch of a credential's quota for the present period (UTC); zero when it is used up. */
export async function reserveQuota(sql: Sql, credentialId: string, { quota, period, count }: Taken): Promise<Reserved> {
  const start = sql`date_trunc(${period}, now())`
  const [reserved] = await sql<Reserved[]>`
    with taken as (
      insert into credential_usage (credential_id, period, period_start, used)
      select id, ${period}, ${start}, ${count} from credentials where id = ${credentialId}
      on conflict (credential_id, period, period_start) do update set used = credential_usage.used + excluded.used
       -- What is refused does not count, so that a quota that is raised later is raised by what it says.
       where credential_usage.used < ${quota}
      returning used
    )
    select coalesce((select greatest(0, least(${count}::bigint, ${quota}::bigint - (used - ${count}::bigint))) from taken), 0)::int as granted,
           extract(epoch from ${start} + ${`1 ${period}`}::interval - now())::float8 * 1000 as ends_in_ms`
  return reserved!
}

/** Writes down which keys were used, in one statement for all of them; one that somebody holds is used again, or was. */
export async function noteUse(db: Db, keyIds: string[]): Promise<void> {
  await db`
    update credential_keys set last_used_at = clock_timestamp()
     where id in (select id from credential_keys where id = any(${keyIds}) for no key update skip locked)`
}
