import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '#server/router.ts'
import { insertDeveloper, insertStaff, openTab, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { matrix, personas, type MatrixRow, type Persona } from './matrix.ts'

let portal: Portal
const ids = {} as Record<Exclude<Persona, 'anon'>, string>

beforeAll(async () => {
  portal = await startPortal()
  ids.unconfirmed = (await insertDeveloper(portal, { confirmed: false })).id
  ids.developer = (await insertDeveloper(portal)).id
  ids.deactivated = (await insertDeveloper(portal)).id
  ids.teamMember = await insertMember('Acme', 'team_member')
  ids.superAdmin = await insertMember('Acme', 'super_admin')
  ids.superAdminB = await insertMember('Bolt', 'super_admin')
  for (const role of ['auditor', 'approver', 'owner'] as const) ids[role] = await insertStaff(portal, role)
})
afterAll(() => portal.end())

async function insertMember(organization: string, role: string): Promise<string> {
  const { id } = await insertDeveloper(portal)
  const { sql } = portal.database
  await sql`insert into organizations (name) values (${organization}) on conflict (lower(name)) do nothing`
  await sql`
    update accounts set organization_role = ${role}, organization_id = organizations.id
      from organizations where organizations.name = ${organization} and accounts.id = ${id}`
  return id
}

/** A cookie of a fresh session; the deactivated person's was opened before. */
async function cookieOf(persona: Persona): Promise<string> {
  if (persona === 'anon') return ''
  const cookie = await signIn(portal, ids[persona])
  if (persona === 'deactivated')
    await portal.database.sql`update accounts set deactivated_at = now() where id = ${ids.deactivated}`
  return cookie
}

interface WireAnswer {
  error?: { data: { httpStatus: number } }
}

async function callOverHttp(path: string, row: MatrixRow, cookie: string, isBatch: boolean): Promise<number> {
  const input = await row.input?.(portal)
  const body = JSON.stringify(isBatch ? { 0: input } : input)
  const query = row.type === 'query' && input !== undefined ? `input=${encodeURIComponent(body)}` : ''
  const response = await fetch(`${portal.url}/trpc/${path}?${isBatch ? 'batch=1&' : ''}${query}`, {
    method: row.type === 'query' ? 'GET' : 'POST',
    headers: { cookie, origin: portal.url, 'content-type': 'application/json' },
    ...(row.type === 'mutation' && { body: input === undefined ? '' : body }),
  })
  const answer = (await response.json()) as WireAnswer | WireAnswer[]
  const [first] = Array.isArray(answer) ? answer : [answer]
  return first!.error?.data.httpStatus ?? 200
}

async function callOverSocket(path: string, row: MatrixRow, cookie: string): Promise<number> {
  const tab = openTab(portal, cookie)
  const steps = path.split('.')
  let procedure = tab.api as never as Record<string, never>
  for (const step of steps) procedure = procedure[step]!
  const call = (procedure as Record<string, (input: unknown) => Promise<unknown>>)[
    row.type === 'query' ? 'query' : 'mutate'
  ]!
  const refused = tab.closedWith.then(() => 401)
  const answered = call(await row.input?.(portal)).then(
    () => 200,
    (error: { data?: { httpStatus: number } }) => error.data?.httpStatus ?? refused,
  )
  const status = await Promise.race([answered, refused])
  await tab.close()
  return status
}

function expectedOverSocket(row: MatrixRow, persona: Persona): number {
  // A dead cookie gets no socket at all; an anonymous socket may only subscribe; no sign-in runs over any.
  if (persona === 'deactivated') return 401
  return persona === 'anon' || row.httpOnly ? 400 : row.cells[persona]
}

test('every procedure has a row, and every row a procedure', () => {
  const procedures = Object.keys(appRouter._def.procedures).filter((path) => path !== 'realtime.follow')
  expect(Object.keys(matrix).sort()).toEqual(procedures.sort())
})

describe.each(Object.entries(matrix))('%s', (path, row) => {
  test.each(personas)('%s', async (persona) => {
    await portal.database.sql`update accounts set deactivated_at = null where id = ${ids.deactivated}`
    await portal.database.sql`delete from rate_limits`
    expect(await callOverHttp(path, row, await cookieOf(persona), false), 'over HTTP').toBe(row.cells[persona])
    expect(await callOverHttp(path, row, await cookieOf(persona), true), 'in a batch').toBe(row.cells[persona])
    expect(await callOverSocket(path, row, await cookieOf(persona)), 'over a socket').toBe(
      expectedOverSocket(row, persona),
    )
  })
})

describe('realtime.follow', () => {
  test.each(personas)('%s hears everyone, and admins only as staff', async (persona) => {
    const tab = openTab(portal, persona === 'deactivated' ? '' : await cookieOf(persona))
    await tab.until(({ messages }) => messages.length > 0)
    const owner = await portal.database.sql`select version from settings`
    const { publish } = await import('#server/realtime/publish.ts')
    await portal.database.inTransaction(async (tx) => {
      await publish(tx, 'admins', { kind: 'account.confirmed', accountId: 'admins' })
      await publish(tx, `organization:${ids.owner}`, {
        kind: 'account.confirmed',
        accountId: 'a stranger organization',
      })
      const settings = {
        portalName: 'G',
        portalVisibility: 'public' as const,
        passwordLength: 12,
        registerEnabled: true,
        signInEnabled: true,
        registerOrganizationsEnabled: true,
        requiresConfirmedEmail: false,
        version: owner[0]!.version as number,
      }
      await publish(tx, 'everyone', { kind: 'public-settings.saved', settings })
    })
    await tab.until(({ events }) => events.some((event) => event.kind === 'public-settings.saved'))
    const heard = tab.events.flatMap((event) => (event.kind === 'account.confirmed' ? event.accountId : []))
    expect(heard).toEqual(['auditor', 'approver', 'owner'].includes(persona) ? ['admins'] : [])
    await tab.close()
  })
})
