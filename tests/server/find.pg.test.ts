// Finding anything by its name or address: what is found by what, how much of it, and by whom.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Found, FoundKind } from '#server/features/find/schema.ts'
import { insertApp } from '#tests/setup/access.ts'
import { insertProduct } from '#tests/setup/catalogue.ts'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { insertMember, insertOrganization } from '#tests/setup/organizations.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'

let portal: Portal
let auditor: Awaited<ReturnType<typeof staffClient>>
const find = (text: string): Promise<Found[]> => auditor.admin.find.query({ text })
const kindsOf = (found: Found[]) => found.map(({ kind }) => kind)

beforeAll(async () => {
  portal = await startPortal()
  auditor = await staffClient(portal, 'auditor')
})
afterAll(() => portal.end())

test('one of each kind is found by its name or address, waiting reviews first, and told apart by its hint', async () => {
  const organization = await insertOrganization(portal, 'Zephyr Rockets')
  const { id: ownerId } = await insertMember(portal, organization.id)
  await portal.database.sql`
    update accounts set first_name = 'Zephyr', last_name = 'Moe', email = 'zoe@wind.example' where id = ${ownerId}`
  const app = await insertApp(portal, { ownerId, name: 'Zephyr cockpit' })
  const code = await insertCode(portal, organization.id)
  await portal.database.sql`update invite_codes set name = 'Zephyr days' where id = ${code.id}`
  const product = await insertProduct(portal, { name: 'Zephyr API' })
  const review = await insertRegistration(portal, 'Zephyr')

  const found = await find('zEPHyr')
  const named = (kind: FoundKind) => found.find((one) => one.kind === kind)
  expect(kindsOf(found)).toEqual(['review', 'user', 'organization', 'app', 'code', 'product'])
  expect(named('review')).toMatchObject({
    id: review.id,
    name: 'Zephyr Lindqvist',
    hint: expect.stringContaining('@dev.example'),
  })
  expect(named('user')).toEqual({ kind: 'user', id: ownerId, name: 'Zephyr Moe', hint: 'zoe@wind.example' })
  expect(named('organization')).toMatchObject({ id: organization.id, name: 'Zephyr Rockets' })
  expect(named('app')).toMatchObject({ id: app.id, name: 'Zephyr cockpit', hint: 'Zephyr Rockets' })
  expect(named('code')).toMatchObject({ id: code.id, name: 'Zephyr days' })
  expect(named('product')).toMatchObject({ id: product.id, name: 'Zephyr API' })

  expect(await find('zoe@wind')).toEqual([named('user')])
  expect(await find(named('code')!.hint)).toEqual([named('code')])
})

test('there are at most five of a kind, and a review that waits no more is none of them', async () => {
  const reviews = []
  for (let at = 0; at < 7; at++) reviews.push(await insertRegistration(portal, 'Quentin'))
  for (let at = 0; at < 7; at++) await insertOrganization(portal, `Quentin ${at}`)
  const found = await find('quentin')
  const count = (kind: FoundKind) => kindsOf(found).filter((one) => one === kind).length
  expect([count('review'), count('organization')]).toEqual([5, 5])

  for (const { id } of reviews) await portal.database.sql`update reviews set state = 'withdrawn' where id = ${id}`
  expect(kindsOf(await find('quentin'))).not.toContain('review')
})

test('a wildcard is a letter like any other, and less than two letters find nothing', async () => {
  expect(await find('%%')).toEqual([])
  expect(await find('__')).toEqual([])
  await expect(find(' a ')).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } })
})

test('no developer is told anything, however they are placed', async () => {
  const organization = await insertOrganization(portal)
  const people = [(await insertDeveloper(portal)).id, (await insertMember(portal, organization.id, 'super_admin')).id]
  for (const id of people) {
    const asking = clientOf(portal, await signIn(portal, id)).admin.find.query({ text: 'zephyr' })
    await expect(asking).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
  }
  const gone = await signIn(portal, await insertStaff(portal, 'owner'))
  await portal.database
    .sql`update accounts set deactivated_at = now() where first_name = 'Ana' and staff_role = 'owner'`
  await expect(clientOf(portal, gone).admin.find.query({ text: 'zephyr' })).rejects.toMatchObject({
    data: { code: 'UNAUTHORIZED' },
  })
})
