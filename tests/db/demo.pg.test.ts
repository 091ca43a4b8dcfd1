import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive, startArrivals } from '#db/demo/arrivals.ts'
import { fillDemo } from '#db/demo/fill.ts'
import { markBegun, refuseForeign } from '#db/demo/mark.ts'
import { halvorsen, independent, password, staff } from '#db/demo/people.ts'
import { checkDocument } from '#server/features/documents/check-document.ts'
import { clientOf, insertDeveloper, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw } from '#tests/setup/raw-call.ts'

let portal: Portal
let sql: Portal['database']['sql']

beforeAll(async () => {
  portal = await startPortal()
  sql = portal.database.sql
  await fillDemo(portal)
}, 60_000)
afterAll(() => portal.end())

const logIn = async (email: string) => {
  const { status, cookies } = await mutateRaw(portal, 'portal.session.logIn', { email, password })
  expect(status).toBe(200)
  return clientOf(portal, cookies[0])
}

/** How many rows of each kind a query of (name, count) finds. */
async function countBy(query: Promise<readonly { name: string; count: number }[]>): Promise<Record<string, number>> {
  return Object.fromEntries((await query).map(({ name, count }) => [name, count]))
}

/** Everything that a second filling could have doubled or changed. */
async function takeStock(): Promise<string> {
  const tables = [
    'accounts',
    'organizations',
    'teams',
    'reviews',
    'mails',
    'products',
    'documents',
    'audit_entries',
    'credentials',
  ]
  const counts = await Promise.all(tables.map((table) => sql`select count(*)::int as count from ${sql(table)}`))
  const [settings] = await sql`select version from settings`
  return JSON.stringify([counts, settings])
}

describe('the demo', () => {
  it('has fifty people in three organizations and outside of them, in every state there is', async () => {
    const places = await countBy(sql<{ name: string; count: number }[]>`
      select organizations.name, count(*)::int from accounts join organizations on organizations.id = organization_id group by 1`)
    expect(places).toEqual({
      'Halvorsen Logistics': 9,
      'Kitano Retail Group': 8,
      'Baobab Pay': 6,
      Independents: 27,
    })
    const { rows } = await (await logIn(staff.tomas.email)).admin.users.list.query({})
    expect(rows).toHaveLength(50)
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(['active', 'waiting', 'rejected', 'deactivated', 'invited', 'not-invited']),
    )
    expect(rows.every(({ email }) => email.endsWith('.example'))).toBe(true)
  })

  it('has reviews of every kind and age waiting, and a history of decided ones', async () => {
    const waiting = await countBy(sql<{ name: string; count: number }[]>`
      select kind || ' ' || state as name, count(*)::int from reviews where state in ('pending', 'needs_information') group by 1`)
    expect(waiting).toEqual({
      'registration pending': 6,
      'registration needs_information': 1,
      'organization pending': 3,
      'access pending': 4,
    })
    const [ages] = await sql<{ oldest: number; newest: number; again: number; decided: number; days: number }[]>`
      select extract(epoch from now() - min(requested_at) filter (where state = 'pending')) / 3600 as oldest,
             extract(epoch from now() - max(requested_at) filter (where state = 'pending')) / 3600 as newest,
             count(*) filter (where state = 'pending' and (facts ->> 'earlier')::int > 0)::int as again,
             count(*) filter (where state in ('approved', 'rejected'))::int as decided,
             count(distinct requested_at::date)::int as days
        from reviews`
    expect(Number(ages!.oldest)).toBeGreaterThan(48)
    expect(Number(ages!.newest)).toBeLessThan(1)
    expect(ages!.again).toBe(1)
    expect(ages!.decided).toBeGreaterThan(35)
    expect(ages!.days).toBeGreaterThan(15)
  })

  it('has an overview with something to tell: of most days, and of each who decides', async () => {
    const { days, admins, month } = await (await logIn(staff.jens.email)).admin.overview.get.query()
    expect(days.filter(({ decided }) => decided > 0).length).toBeGreaterThan(15)
    expect(days.filter(({ medianSeconds }) => medianSeconds !== null).length).toBeGreaterThan(12)
    expect(admins.map(({ name }) => name).toSorted()).toEqual(['Aisha Rahman', 'Marta Lindqvist', 'Tomás Ferreira'])
    expect(month.medianSeconds).toBeLessThan(month.ninetiethSeconds!)
  })

  it('has a code in every status, with places as its redemptions say', async () => {
    const codes = await (await logIn(staff.jens.email)).admin.inviteCodes.list.query({})
    const statuses = await countBy(sql<{ name: string; count: number }[]>`
      select case when not is_active then 'paused' when expires_at < now() then 'expired' when used >= quota then 'used-up'
                  else 'active' end as name, count(*)::int from invite_codes group by 1`)
    expect(codes.rows).toHaveLength(6)
    expect(statuses).toEqual({ active: 3, paused: 1, expired: 1, 'used-up': 1 })
    const wrong = await sql`
      select code from invite_codes
       where used <> (select count(*) from invite_code_redemptions where code_id = invite_codes.id and returned_at is null)`
    expect([...wrong]).toEqual([])
  })

  it('has apps with keys in use, rotated, expired and under another plan than was asked for', async () => {
    const [keys] = await sql`
      select count(*)::int as all, count(*) filter (where expires_at < now())::int as expired,
             count(*) filter (where exists (select 1 from credential_keys where credential_id = credentials.id and works_until > now()))::int as rotated,
             count(*) filter (where approved_plan_id is not null)::int as other_plan,
             count(*) filter (where exists (select 1 from credential_keys where credential_id = credentials.id and last_used_at is not null))::int as used
        from credentials join access_requests on access_requests.id = request_id`
    expect(keys).toEqual({ all: 6, expired: 1, rotated: 1, otherPlan: 1, used: 3 })
    const { rows } = await (await logIn(halvorsen.ingrid.email)).portal.apps.list.query({})
    expect(rows.map(({ name }) => name)).toEqual(['Dispatch board', 'Fleet cockpit', 'Night shift bot'])
  })

  it('keeps what every portal keeps', async () => {
    const forsaken = await sql`
      select name from organizations where not is_default
         and not exists (select 1 from accounts where organization_id = organizations.id and is_active_super_admin(accounts))`
    expect([...forsaken]).toEqual([])
    const homeless = await sql`
      select email from accounts where kind = 'user' and not exists (
        select 1 from team_members join teams on teams.id = team_id where account_id = accounts.id and is_default)`
    expect([...homeless]).toEqual([])
    const [counted] = await sql`
      select (select sum(pending)::int from review_counts) as kept,
             (select count(*)::int from reviews where state = 'pending') as counted`
    expect(counted!.kept).toBe(counted!.counted)
    await expect(sql`update audit_entries set at = now()`).rejects.toThrow('insert-only')
  })

  it('tells a past that is in order: nothing is ahead of now, nothing before it was made', async () => {
    const [late] = await sql`
      select (select count(*)::int from audit_entries where at > now()) as entries,
             (select count(*)::int from reviews where decided_at < requested_at or requested_at > now()) as reviews,
             (select count(*)::int from accounts where approved_at < created_at - interval '1 second') as accounts,
             (select count(*)::int from mails where sent_at < created_at) as mails,
             (select count(*)::int from (select at < lag(at) over (order by id) as is_back from audit_entries) entries where is_back) as back`
    expect(late).toEqual({ entries: 0, reviews: 0, accounts: 0, mails: 0, back: 0 })
  })

  it('lets in everybody whom the terminal names', async () => {
    for (const who of [staff.marta, staff.tomas, halvorsen.ingrid, independent.elena]) {
      const me = await (await logIn(who.email)).portal.session.me.query()
      expect(me?.email).toBe(who.email)
    }
    const cart = await (await logIn(independent.elena.email)).portal.cart.get.query()
    expect(cart.lines).toBe(2)
  })

  it('changes nothing when it is filled again', async () => {
    const before = await takeStock()
    await fillDemo(portal)
    expect(await takeStock()).toBe(before)
  })
})

describe('what the demo offers', () => {
  const folder = fileURLToPath(new URL('../../db/demo/documents', import.meta.url))
  const documents = globSync('*/*.{json,yaml}', { cwd: folder })

  it('is shown to whom it is for', async () => {
    const names = async (api: ReturnType<typeof clientOf>) =>
      (await api.portal.products.list.query({})).rows.map(({ name }) => name)
    const open = ['Colour Names', 'Fleet Tracking', 'Galaxy Sandbox', 'Public Holidays', 'Webhook Inbox']
    const business = [...open, 'Fixed Assets', 'SMS Messages'].sort()
    expect(await names(clientOf(portal))).toEqual(open)
    expect(await names(await logIn(independent.elena.email))).toEqual(business)
    // Through the organization, and through a team.
    for (const email of ['kofi@baobabpay.example', 'arjun@kitano.example'])
      expect(await names(await logIn(email))).toEqual(['Bank Feeds', ...business])
    expect(await names(await logIn('yuki@kitano.example'))).toEqual(business)
  })

  it('has a picture with its text, a guide and operations to search for wherever it is shown', async () => {
    const products = await sql`
      select products.name, length(picture_text) > 20 as has_text, length(bytes) < 30000 as is_small,
             (select count(*)::int from guides where product_id = products.id) > 0 as has_guide,
             (select bool_and(exists (select 1 from document_operations where document_id = product_apis.document_id))
                from product_apis where product_id = products.id) as has_operations
        from products join pictures on pictures.id = picture_id where state <> 'draft'`
    expect(products).toHaveLength(8)
    for (const { name: _, ...has } of products)
      expect(has).toEqual({ hasText: true, isSmall: true, hasGuide: true, hasOperations: true })
  })

  it.each(documents)('%s passes our own check, and its licence and source are named', (path) => {
    const { document, problems } = checkDocument(readFileSync(join(folder, path), 'utf8'))
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(document!.operations.length).toBeGreaterThan(0)
    expect(readFileSync(join(folder, dirname(path), 'LICENSE'), 'utf8')).toMatch(/MIT License|Apache License/)
    expect(readFileSync(join(folder, 'SOURCES.md'), 'utf8')).toContain(`${basename(dirname(path))}/${basename(path)}`)
  })
})

describe('arrivals', () => {
  const countPending = async () => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from reviews where state = 'pending'`
    return row!.count
  }

  it('each put one review into the queue, of every kind in the long run', async () => {
    const before = await countPending()
    for (let n = 0; n < 60; n++) await arrive(portal, 'no hash')
    expect(await countPending()).toBe(before + 60)
    const kinds =
      await sql`select distinct kind from reviews where state = 'pending' and requested_at > now() - interval '1 minute'`
    expect(kinds).toHaveLength(3)
  })

  it('keep coming, and end with the server', async () => {
    const before = await countPending()
    const stop = startArrivals(portal, 0.1)
    await expect.poll(countPending, { timeout: 10_000 }).toBeGreaterThan(before + 2)
    await stop()
    const after = await countPending()
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await countPending()).toBe(after)
  })
})

it('leaves a portal alone that it did not make, before anything is written', async () => {
  const other = await startPortal()
  await expect(refuseForeign(other.databaseUrl)).resolves.toBeUndefined()
  await insertDeveloper(other)
  await expect(refuseForeign(other.databaseUrl)).rejects.toThrow(/accounts that the demo did not make/)
  await fillDemo(other)
  const [{ count } = { count: 0 }] = await other.database.sql`select count(*)::int as count from accounts`
  expect(count).toBe(1)
  await other.end()
})

it('says so when it was interrupted while it was filled', async () => {
  const other = await startPortal()
  await other.database.inTransaction(markBegun)
  await expect(refuseForeign(other.databaseUrl)).rejects.toThrow(/interrupted/)
  await other.end()
})
