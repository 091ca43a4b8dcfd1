// Public, private, hidden against signed out, developer and staff: nine cells, over pages and over the API.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertDeveloper, insertStaff, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
const cookies: Record<string, string> = { stranger: '' }

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  cookies.developer = await signIn(portal, (await insertDeveloper(portal)).id)
  cookies.staff = await signIn(portal, await insertStaff(portal, 'auditor'))
})
afterAll(() => portal.end())

const pages = ['/', '/auth/register', '/auth/register/status', '/auth/confirm', '/profile', '/nowhere']
const doors = [
  '/auth/login',
  '/auth/reset',
  '/auth/reset/code',
  '/auth/invitation',
  '/auth/change-password',
  '/admin',
  '/admin/queue',
  '/setup',
]

/** status of each of the pages above, in their order; 302 leads to log-in */
const cells: [visibility: string, who: string, statuses: number[]][] = [
  ['public', 'stranger', [200, 200, 200, 200, 200, 200]],
  ['public', 'developer', [200, 200, 200, 200, 200, 200]],
  ['public', 'staff', [200, 200, 200, 200, 200, 200]],
  ['private', 'stranger', [302, 200, 200, 200, 302, 302]],
  ['private', 'developer', [200, 200, 200, 200, 200, 200]],
  ['private', 'staff', [200, 200, 200, 200, 200, 200]],
  ['hidden', 'stranger', [404, 404, 404, 404, 404, 404]],
  ['hidden', 'developer', [404, 404, 404, 404, 404, 404]],
  ['hidden', 'staff', [200, 200, 200, 200, 200, 200]],
]

async function statusOf(path: string, cookie: string, init: RequestInit = {}): Promise<number> {
  const headers = { cookie, origin: portal.url, 'content-type': 'application/json' }
  const response = await fetch(portal.url + path, { ...init, headers, redirect: 'manual' })
  await response.arrayBuffer()
  return response.status
}

const mutate = (path: string, cookie: string) =>
  statusOf(`/trpc/${path}`, cookie, { method: 'POST', body: JSON.stringify({ token: 'x'.repeat(32) }) })

/** procedures of the portal by what they need: an entrance, a session, and the doors that are always there */
async function callAll(cookie: string): Promise<number[]> {
  return [
    await mutate('portal.registrations.confirm', cookie),
    await statusOf('/trpc/portal.profile.sessions', cookie),
    await statusOf('/trpc/portal.session.me', cookie),
    await statusOf('/trpc/portal.settings.get', cookie),
  ]
}
const apiCells: Record<string, number[]> = {
  'public stranger': [404, 401, 200, 200],
  'public developer': [404, 200, 200, 200],
  'public staff': [404, 200, 200, 200],
  'private stranger': [404, 401, 200, 200],
  'private developer': [404, 200, 200, 200],
  'private staff': [404, 200, 200, 200],
  'hidden stranger': [404, 404, 200, 200],
  'hidden developer': [404, 404, 200, 200],
  'hidden staff': [404, 200, 200, 200],
}

test.each(cells)('%s to a %s', async (visibility, who, statuses) => {
  await portal.database.sql`update settings set portal_visibility = ${visibility}`
  const cookie = cookies[who]!
  expect(await Promise.all(pages.map((page) => statusOf(page, cookie)))).toEqual(statuses)
  expect(await Promise.all(doors.map((page) => statusOf(page, cookie)))).toEqual(doors.map(() => 200))
  expect(await callAll(cookie)).toEqual(apiCells[`${visibility} ${who}`])
})

test('a private page leads to log-in and back', async () => {
  await portal.database.sql`update settings set portal_visibility = 'private'`
  const response = await fetch(`${portal.url}/products/pay?x=1`, { redirect: 'manual' })
  expect(response.headers.get('location')).toBe(`/auth/login?next=${encodeURIComponent('/products/pay?x=1')}`)
})
