import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '#server/router.ts'
import { insertRegistration, openStarted, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { callOverHttp, callOverSocket } from '#tests/setup/procedures.ts'
import type { MatrixRow } from './cells.ts'
import { matrix } from './matrix.ts'
import { insertPersonas, personas, type Ids, type Persona } from './personas.ts'

let portal: Portal
let ids: Ids

beforeAll(async () => {
  portal = await startPortal()
  ids = await insertPersonas(portal)
})
afterAll(() => portal.end())

/** A cookie of a fresh session; the deactivated person's was opened before. */
async function cookieOf(persona: Persona): Promise<string> {
  if (persona === 'anon') return ''
  const cookie = await signIn(portal, ids[persona])
  if (persona === 'deactivated')
    await portal.database.sql`update accounts set deactivated_at = now() where id = ${ids.deactivated}`
  return cookie
}

function expectedOverSocket(row: MatrixRow, persona: Persona): number {
  // A dead cookie gets no socket at all; an anonymous socket may only subscribe; no sign-in runs over any.
  if (persona === 'deactivated') return 401
  return persona === 'anon' || row.httpOnly ? 400 : row.cells[persona]
}

/** They have tests of their own below: what they do is what is heard, and seen, while they last. */
const subscriptions = ['realtime.follow', 'admin.reviews.attend']

test('every procedure has a row, and every row a procedure', () => {
  const procedures = Object.keys(appRouter._def.procedures).filter((path) => !subscriptions.includes(path))
  expect(Object.keys(matrix).sort()).toEqual(procedures.sort())
})

describe.each(Object.entries(matrix))('%s', (path, row) => {
  const procedure = { path, type: row.type }
  const input = () => row.input?.(portal, ids)

  test.each(personas)('%s', async (persona) => {
    await portal.database.sql`update accounts set deactivated_at = null where id = ${ids.deactivated}`
    await portal.database.sql`delete from rate_limits`
    const overHttp = async (isBatch: boolean) =>
      (await callOverHttp(portal, procedure, await input(), await cookieOf(persona), isBatch)).status
    const overSocket = async () =>
      (await callOverSocket(portal, procedure, await input(), await cookieOf(persona))).status
    expect(await overHttp(false), 'over HTTP').toBe(row.cells[persona])
    expect(await overHttp(true), 'in a batch').toBe(row.cells[persona])
    expect(await overSocket(), 'over a socket').toBe(expectedOverSocket(row, persona))
  })
})

describe('realtime.follow', () => {
  test.each(personas)('%s hears everyone, admins only as staff, and Acme only as its member', async (persona) => {
    const tab = await openStarted(portal, persona === 'deactivated' ? '' : await cookieOf(persona))
    const owner = await portal.database.sql`select version from settings`
    const { publish } = await import('#server/realtime/publish.ts')
    await portal.database.inTransaction(async (tx) => {
      await publish(tx, 'admins', { kind: 'account.confirmed', accountId: 'admins' })
      await publish(tx, `organization:${ids.owner}`, {
        kind: 'account.confirmed',
        accountId: 'a stranger organization',
      })
      await publish(tx, `organization:${ids.acme}`, { kind: 'account.confirmed', accountId: 'acme' })
      const settings = {
        portalName: 'G',
        portalVisibility: 'public' as const,
        passwordLength: 12,
        registerEnabled: true,
        signInEnabled: true,
        registrationsNeedApproval: true,
        registerOrganizationsEnabled: true,
        requiresConfirmedEmail: false,
        version: owner[0]!.version as number,
      }
      await publish(tx, 'everyone', { kind: 'public-settings.saved', settings })
    })
    await tab.until(({ events }) => events.some((event) => event.kind === 'public-settings.saved'))
    const heard = tab.events.flatMap((event) => (event.kind === 'account.confirmed' ? event.accountId : []))
    const isStaff = ['auditor', 'approver', 'owner'].includes(persona)
    const isMember = ['teamMember', 'superAdmin'].includes(persona)
    expect(heard).toEqual([...(isStaff ? ['admins'] : []), ...(isMember ? ['acme'] : [])])
    await tab.close()
  })
})

describe('admin.reviews.attend', () => {
  test.each(personas.filter((persona) => persona !== 'deactivated'))(
    '%s is at the queue, and claims what is open, only as who may',
    async (persona) => {
      const { id } = await insertRegistration(portal)
      const tab = await openStarted(portal, await cookieOf(persona))
      const ended = new Promise<void>((resolve) => {
        tab.api.admin.reviews.attend.subscribe(
          { reviewId: id, isWatching: true },
          { onError: () => resolve(), onComplete: () => resolve() },
        )
      })
      const isAtDesk = () => portal.presence.list().some((present) => present.reviewId === id)
      const isClaimed = async () =>
        (await portal.database.sql`select 1 from review_claims where review_id = ${id}`).count > 0
      const isStaff = ['auditor', 'approver', 'owner'].includes(persona)
      if (isStaff) await expect.poll(isAtDesk).toBe(true)
      else await ended
      if (isStaff && persona !== 'auditor') await expect.poll(isClaimed).toBe(true)
      expect(isAtDesk()).toBe(isStaff)
      await tab.close()
      await expect.poll(isAtDesk).toBe(false)
      if (persona === 'auditor') expect(await isClaimed()).toBe(false)
    },
  )
})
