// Issuing what was approved, and telling of keys that expire, once each. Neither decides whether a key is good.
import type { Db, Tx } from '#db/database.ts'
import type { App } from '#server/app.ts'
import { recordAudit } from '#server/audit/record.ts'
import { announceApp } from '#server/features/apps/announce.ts'
import { queueMails, type Recipient } from '#server/features/emails/commands.ts'
import { issueCredential } from './commands.ts'

/** A key is warned of so many days before it expires; one that lives shorter than twice that, at half its life. */
const warnDays = 14

export async function issueDue(app: App, requestId: string): Promise<void> {
  await app.database.inTransaction((tx) => issueCredential(tx, app.keys, requestId))
}

/** Looks at whatever a job has missed, and at what expires. */
export async function sweepCredentials(app: App): Promise<void> {
  const { sql } = app.database
  const forgotten = await sql<{ id: string }[]>`
    select access_requests.id from access_requests join reviews on reviews.id = review_id
     where state = 'approved' and (undo_until is null or undo_until < now() - interval '30 seconds')
       and not exists (select 1 from credentials where request_id = access_requests.id)
     order by access_requests.id limit 500`
  await eachAlone(app, forgotten, ({ id }) => issueDue(app, id))
  const due = await sql<{ id: string }[]>`
    select id from credentials
     where ${isDue(sql)}
     order by expires_at limit 500`
  await eachAlone(app, due, ({ id }) => app.database.inTransaction((tx) => tellExpiry(tx, id)))
}

/** A condition on `credentials`: whether its end, or the warning of it, has come and has not been told. */
const isDue = (db: Db) => db`(revoked_at is null and expires_at is not null
  and ((expires_at <= now() and expired_for is distinct from expires_at)
    or (expires_at > now() and warned_for is distinct from expires_at
        and now() >= expires_at - least(make_interval(days => ${warnDays}), (expires_at - (
          select issued_at from credential_keys where credential_id = credentials.id and works_until is null)) / 2))))`

/** One that fails keeps nobody else from their turn; the next sweep finds it again. */
async function eachAlone<T extends { id: string }>(app: App, rows: readonly T[], act: (row: T) => Promise<void>) {
  for (const row of rows)
    await act(row).catch((error: unknown) =>
      app.log.error({ err: error, id: row.id }, 'the sweep of keys failed for one'),
    )
}

interface Due {
  appId: string
  appName: string
  requestId: string
  expiresAt: Date
  isOver: boolean
  lastFour: string
  products: string[]
}

async function tellExpiry(tx: Tx, id: string): Promise<void> {
  // The app first, as whoever deletes or moves it takes the locks.
  await tx`select 1 from apps where id = (select app_id from credentials where credentials.id = ${id}) for no key update`
  const [due] = await tx<Due[]>`
    update credentials
       set expired_for = case when expires_at <= now() then expires_at else expired_for end, warned_for = expires_at,
           version = credentials.version + 1
      from apps
     where credentials.id = ${id} and apps.id = app_id and ${isDue(tx)}
    returning app_id, apps.name as app_name, request_id, expires_at, expires_at <= now() as is_over,
      (select last_four from credential_keys where credential_id = credentials.id and works_until is null) as last_four,
      array(select name from access_products join products on products.id = product_id
             where access_products.request_id = credentials.request_id order by lower(name)) as products`
  if (!due) return
  // Its products can be asked for again.
  if (due.isOver) await tx`update access_products set is_held = false where request_id = ${due.requestId}`
  const { appId, appName, lastFour, expiresAt } = due
  const products = due.products.map((productName) => ({ productName }))
  const readers = products.length > 0 ? await listReaders(tx, appId) : []
  await queueMails(
    tx,
    due.isOver ? 'credential-expired' : 'credential-expiring',
    readers.map(({ firstName, ...to }) => ({
      to,
      facts: { firstName, appId, appName, lastFour, products, expiresAt: expiresAt.toISOString() },
    })),
  )
  const action = due.isOver ? 'credential.expired' : 'credential.expiry-warned'
  await recordAudit(tx, null, action, { kind: 'credential', id }, { appId })
  await announceApp(tx, appId, 'app.edited')
}

/** Lists who looks after an app: who made it; when they are out or switched off, its organization's super admins. */
async function listReaders(tx: Tx, appId: string): Promise<(Recipient & { firstName: string })[]> {
  const rows = await tx<(Recipient & { firstName: string })[]>`
    select accounts.id as account_id, accounts.first_name || ' ' || accounts.last_name as name, accounts.email as address,
           accounts.first_name
      from apps
      left join accounts owners on owners.id = owner_id and owners.deactivated_at is null
      join accounts on accounts.id = owners.id
              or (owners.id is null and accounts.organization_id = apps.organization_id and accounts.organization_role = 'super_admin')
     where apps.id = ${appId} and accounts.deactivated_at is null
     order by accounts.id`
  return [...rows]
}
