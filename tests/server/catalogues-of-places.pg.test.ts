// What catalogues mean to organizations, teams, invite codes and applicants: true numbers on their pages and in their dialogs.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { clientOf, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let productId: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  productId = (await insertProduct(portal)).id
})
afterAll(() => portal.end())

/** An organization with a team; a catalogue for the one, one for the other, one for both, one with nothing to see. */
async function world() {
  const organization = await insertOrganization(portal)
  const teamId = await insertTeam(portal, organization.id)
  const productIds = [productId]
  const draft = await insertProduct(portal, { state: 'draft' })
  const forAll = await insertCatalogue(portal, { organizationIds: [organization.id], productIds })
  const forTeam = await insertCatalogue(portal, { teamIds: [teamId], productIds })
  const forBoth = await insertCatalogue(portal, { organizationIds: [organization.id], teamIds: [teamId], productIds })
  const empty = await insertCatalogue(portal, { teamIds: [teamId], productIds: [draft.id] })
  return { organization, teamId, forAll, forTeam, forBoth, empty }
}
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()

describe('the pages of places', () => {
  test('list the catalogues that show their people something, each with how much', async () => {
    const { organization, teamId, forAll, forTeam, forBoth } = await world()
    const place = await ana.admin.organizations.get.query({ id: organization.id })
    expect(idsOf(place.catalogues)).toEqual(idsOf([forAll, forBoth]))
    expect(place.catalogues[0]!.products).toBe(1)
    const team = await ana.admin.teams.get.query({ id: teamId })
    expect(idsOf(team.catalogues)).toEqual(idsOf([forAll, forTeam, forBoth]))
  })

  test('count, before a deletion, the catalogues that name them, and an organization’s teams count as it', async () => {
    const { organization, teamId } = await world()
    expect((await ana.admin.teams.previewDeletion.query({ id: teamId })).catalogues).toBe(3)
    expect((await ana.admin.organizations.previewDeletion.query({ id: organization.id })).catalogues).toBe(4)
    const lonely = await insertOrganization(portal)
    expect((await ana.admin.organizations.previewDeletion.query({ id: lonely.id })).catalogues).toBe(0)
  })

  test('go out of the audience when they are deleted', async () => {
    const { organization, forAll, teamId, forTeam } = await world()
    await ana.admin.teams.remove.mutate({ id: teamId })
    expect(await ana.admin.catalogues.get.query({ id: forTeam.id })).toMatchObject({ teams: 0, teamList: [] })
    await ana.admin.organizations.remove.mutate({ id: organization.id })
    const left = await ana.admin.catalogues.get.query({ id: forAll.id })
    expect(left).toMatchObject({ organizations: 0, organizationList: [], visibility: 'restricted' })
  })
})

describe('what a place opens', () => {
  test('is counted on an invite code’s page and before an approval, public catalogues and empty ones left out', async () => {
    const { organization, teamId } = await world()
    await insertCatalogue(portal, { visibility: 'public', productIds: [productId] })
    const code = await ana.admin.inviteCodes.add.mutate({
      requestId: requestId(),
      name: 'Pilots',
      quota: null,
      expiresAt: null,
      isActive: true,
      skipsApproval: false,
      teamId,
    })
    expect((await ana.admin.inviteCodes.get.query({ id: code.id })).opens).toBe(3)
    await ana.admin.inviteCodes.edit.mutate({ ...code, teamId: organization.defaultTeamId })
    expect((await ana.admin.inviteCodes.get.query({ id: code.id })).opens).toBe(2)

    const email = `${randomUUID()}@apply.example`
    const person = { firstName: 'Dev', lastName: 'Patel', email, password: 'a harbour full of boats' }
    await clientOf(portal).portal.registrations.register.mutate({
      ...person,
      requestId: requestId(),
      inviteCode: code.code,
    })
    const opens = async () => {
      const { rows } = await ana.admin.reviews.list.query({})
      const review = rows.find(({ facts }) => facts.email === email)!
      const { about } = await ana.admin.reviews.get.query({ id: review.id })
      return about.kind === 'registration' ? about.approving.opens : undefined
    }
    expect(await opens()).toBe(2)
    await insertCatalogue(portal, { visibility: 'private', productIds: [productId] })
    expect(await opens()).toBe(3)
  })
})

test('a catalogue’s page has its plans with their terms and its teams with their organizations', async () => {
  const { organization, teamId } = await world()
  const plan = await insertPlan(portal, { quota: 5_000_000_000, quotaPeriod: 'month' })
  const { id } = await insertCatalogue(portal, { teamIds: [teamId], planIds: [plan.id] })
  const detail = await ana.admin.catalogues.get.query({ id })
  expect(detail.planList).toMatchObject([{ id: plan.id, quota: 5_000_000_000, quotaPeriod: 'month' }])
  expect(detail.teamList).toMatchObject([
    { id: teamId, organizationId: organization.id, organizationName: organization.name },
  ])
})
