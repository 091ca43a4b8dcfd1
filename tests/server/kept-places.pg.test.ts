// Places of invite codes through everything that can happen in between: what an approval did is taken back exactly, and no place is
// lost or sold twice.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { returnDuePlaces } from '#server/features/invite-codes/claim.ts'
import { sweepCodes } from '#server/features/invite-codes/jobs.ts'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { insertCode } from '#tests/setup/invite-codes.ts'
import {
  acceptWith,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertTeam,
  placeOf,
} from '#tests/setup/organizations.ts'
import { requestId, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, tokenInMail } from '#tests/setup/raw-call.ts'

let portal: Portal
let people: Awaited<ReturnType<typeof createApplicants>>

beforeAll(async () => {
  portal = await startPortal()
  people = await createApplicants(portal)
})
afterAll(() => portal.end())
beforeEach(async () => {
  await people.reset()
  await portal.database.sql`update settings set undo_seconds = 30`
})

const sql = () => portal.database.sql
/** A company with a super admin, and a code into it that asks for approval. */
async function company() {
  const organization = await insertOrganization(portal)
  const boss = await insertMember(portal, organization.id, 'super_admin')
  const code = await insertCode(portal, organization.id)
  await sql()`update invite_codes set skips_approval = false where id = ${code.id}`
  return { ...organization, boss, code }
}
async function registered(code: string) {
  const input = applicant({ inviteCode: code })
  expect((await people.register(input)).status).toBe(200)
  return { ...input, id: (await people.accountOf(input.email)).id as string }
}
const act = (verb: 'undo' | 'reopen', { id, version }: { id: string; version: number }) =>
  people.ana.admin.reviews[verb].mutate({ id, version, requestId: requestId() })
const organizationOf = async (id: string) => (await placeOf(portal, id))!.organization
const home = 'Default organization'
async function used(id: string): Promise<number> {
  const [row] = await sql()<{ used: number; rows: number }[]>`
    select used, (select count(*)::int from invite_code_redemptions where code_id = ${id} and returned_at is null) as rows
      from invite_codes where id = ${id}`
  expect(row!.used).toBe(row!.rows)
  return row!.used
}
/** The rejection of this person can no longer be undone. */
const settle = (email: string) => sql()`
  update invite_code_redemptions set returns_at = clock_timestamp() from accounts
   where accounts.id = account_id and email = ${email} and returns_at is not null`

describe('undoing an approval', () => {
  test('goes back from where it led, also when the code is gone or leads elsewhere by now', async () => {
    for (const meanwhile of ['deleted', 'moved']) {
      const { id: organizationId, code, name } = await company()
      const person = await registered(code.code)
      const approved = await people.decide(person.email, 'approve')
      expect(await organizationOf(person.id)).toBe(name)
      if (meanwhile === 'deleted') await people.ana.admin.inviteCodes.remove.mutate({ id: code.id })
      else
        await sql()`update invite_codes set team_id = ${await insertTeam(portal, organizationId)} where id = ${code.id}`
      await act('undo', approved)
      expect(await organizationOf(person.id)).toBe(home)
    }
  })

  test('of somebody whom a company invited meanwhile takes nothing from them', async () => {
    const one = await company()
    const person = await registered(one.code.code)
    const { token } = await insertInvitation(portal, one.id, { email: person.email })
    await acceptWith(portal, token)
    const rejected = await people.decide(person.email, 'reject')
    await act('undo', rejected)
    expect(await organizationOf(person.id)).toBe(one.name)
    const approved = await people.decide(person.email, 'approve')
    await act('undo', approved)
    expect(await organizationOf(person.id)).toBe(one.name)
  })

  test('of a code into a team of the default organization leaves that team again', async () => {
    const [standard] = await sql()<{ id: string }[]>`select id from organizations where is_default`
    const teamId = await insertTeam(portal, standard!.id)
    const code = await insertCode(portal)
    await sql()`update invite_codes set skips_approval = false, team_id = ${teamId} where id = ${code.id}`
    const person = await registered(code.code)
    const approved = await people.decide(person.email, 'approve')
    expect((await placeOf(portal, person.id))!.teams).toHaveLength(2)
    await act('undo', approved)
    expect((await placeOf(portal, person.id))!.teams).toEqual([`${home} All users`])
  })
})

test('nobody is led into a company that its last super admin has left: the registration goes on without the code', async () => {
  const one = await company()
  const person = await registered(one.code.code)
  await people.ana.admin.users.remove.mutate({ id: one.boss.id })
  await people.decide(person.email, 'approve')
  expect(await organizationOf(person.id)).toBe(home)
  expect((await people.reviewOf(person.email)).facts).toMatchObject({ inviteCode: { isLost: true } })
  expect(await used(one.code.id)).toBe(0)
})

test('whether approval is skipped is decided at the claim: a code that an admin closes lets nobody more through', async () => {
  const code = await insertCode(portal)
  const inputs = Array.from({ length: 30 }, () => applicant({ inviteCode: code.code }))
  const registering = inputs.map((input) => people.register(input))
  const { id, name, quota, expiresAt, isActive, team, ...row } = await people.ana.admin.inviteCodes.get.query({
    id: code.id,
  })
  const now = { id, name, quota, expiresAt, isActive, teamId: team.id, edition: row.edition }
  await people.ana.admin.inviteCodes.edit.mutate({ ...now, skipsApproval: false })
  await Promise.all(registering)
  const late = await sql()`
    select 1 from audit_entries where action = 'review.auto-approved'
       and id > (select id from audit_entries where action = 'code.edited' and subject_id = ${code.id})`
  expect(late).toHaveLength(0)
})

describe('a place', () => {
  test('that is held for a newer application is not given back for the older one', async () => {
    const { code } = await company()
    const person = await registered(code.code)
    await people.decide(person.email, 'reject')
    await settle(person.email)
    const again = applicant({ email: person.email, inviteCode: code.code })
    await Promise.all([people.register(again), sweepCodes(portal.database), sweepCodes(portal.database)])
    await sweepCodes(portal.database)
    expect(await people.reviewOf(person.email)).toMatchObject({ state: 'pending' })
    expect(await used(code.id)).toBe(1)
  })

  test('comes back with a rejected applicant who is deleted, and with one whose address was somebody else’s', async () => {
    const { code } = await company()
    const person = await registered(code.code)
    await people.decide(person.email, 'reject')
    await people.ana.admin.users.remove.mutate({ id: person.id })
    expect(await used(code.id)).toBe(0)
    await sql()`update invite_codes set skips_approval = true where id = ${code.id}`
    const stranger = await registered(code.code)
    expect(await used(code.id)).toBe(1)
    const token = await tokenInMail(portal, 'confirm-address', stranger.email)
    await mutateRaw(portal, 'portal.registrations.disown', { token })
    expect(await used(code.id)).toBe(0)
  })

  test('of undo and of giving it back one wins, and the place is there or said to be lost', async () => {
    for (let round = 0; round < 10; round++) {
      const { code } = await company()
      const person = await registered(code.code)
      const rejected = await people.decide(person.email, 'reject')
      await settle(person.email)
      await Promise.all([act('undo', rejected), portal.database.inTransaction((tx) => returnDuePlaces(tx, code.id))])
      expect(await used(code.id)).toBe(1)
      const { facts } = await people.reviewOf(person.email)
      expect(facts).not.toMatchObject({ inviteCode: { isLost: true } })
    }
  })
})

test('three hundred looks at one right code at once are no guesses', async () => {
  const { code } = await company()
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => mutateRaw(portal, 'portal.inviteCodes.check', { code: code.code })),
  )
  expect(answers.filter(refusalIn)).toEqual([])
})

test('a team deleted while a code into it is claimed: everybody is answered, soon, and the team is gone', async () => {
  const { id: organizationId } = await company()
  const teamId = await insertTeam(portal, organizationId)
  const code = await insertCode(portal, organizationId)
  await sql()`update invite_codes set team_id = ${teamId} where id = ${code.id}`
  const claims = Array.from({ length: 40 }, () => people.register(applicant({ inviteCode: code.code })))
  await Promise.race(claims)
  await people.ana.admin.teams.remove.mutate({ id: teamId })
  const ends = (await Promise.all(claims)).map((answer) => refusalIn(answer) ?? answer.status)
  expect(new Set(ends).difference(new Set([200, 'CODE_UNKNOWN']))).toEqual(new Set())
})
