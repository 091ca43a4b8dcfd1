// Invite codes: made and edited by admins, claimed by registrations, their places given back, told of by jobs.
import type { TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepCodes, tellOfCode } from '#server/features/invite-codes/jobs.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { jobs } from '#server/jobs/registry.ts'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { refusalIn, refusalOf } from '#tests/setup/raw-call.ts'
import { clientOf, requestId, type staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
let people: Awaited<ReturnType<typeof createApplicants>>
let ana: Awaited<ReturnType<typeof staffClient>>
let team: { id: string; organizationId: string }

beforeAll(async () => {
  // Without workers: jobs run here when a test says so.
  portal = await startPortal({ role: 'web' })
  people = await createApplicants(portal)
  ana = people.ana
  const organization = await ana.admin.organizations.add.mutate({ requestId: requestId(), name: 'Hackers' })
  const added = await ana.admin.teams.add.mutate({
    requestId: requestId(),
    organizationId: organization.id,
    name: 'Hackathon',
  })
  team = { id: added.id, organizationId: organization.id }
})
afterAll(() => portal.end())
beforeEach(() => people.reset())

const sql = () => portal.database.sql
const add = (over: object = {}): Promise<CodeRow> =>
  ana.admin.inviteCodes.add.mutate({
    requestId: requestId(),
    name: 'Hackathon 2026',
    quota: 10,
    expiresAt: null,
    isActive: true,
    teamId: team.id,
    skipsApproval: true,
    ...over,
  })
const find = (id: string) => ana.admin.inviteCodes.get.query({ id })
const edit = (code: CodeRow, over: object) => {
  const { id, edition, name, quota, expiresAt, isActive, skipsApproval } = code
  const now = { id, edition, name, quota, expiresAt, isActive, skipsApproval, teamId: code.team.id }
  return ana.admin.inviteCodes.edit.mutate({ ...now, ...over })
}
const check = (code: string) => clientOf(portal, '').portal.inviteCodes.check.mutate({ code })
const expire = (id: string) =>
  sql()`update invite_codes set expires_at = clock_timestamp() - interval '1 millisecond' where id = ${id}`
/** The counter equals the rows. */
async function places(id: string): Promise<number> {
  const [row] = await sql()<{ used: number; rows: number }[]>`
    select used, (select count(*)::int from invite_code_redemptions where code_id = ${id} and returned_at is null) as rows
      from invite_codes where id = ${id}`
  expect(row!.used).toBe(row!.rows)
  return row!.used
}
async function placeOf(email: string) {
  const [row] = await sql()<{ organization: string; teams: string[] }[]>`
    select organizations.name as organization,
           array(select teams.name from team_members join teams on teams.id = team_id where account_id = accounts.id order by 1) as teams
      from accounts join organizations on organizations.id = organization_id where email = ${email}`
  return row!
}
const home = { organization: 'Default organization', teams: ['Default organization All users'] }
const hackers = { organization: 'Hackers', teams: ['Hackathon', 'Hackers All users'] }

describe('a code', () => {
  test('is generated with more than 128 bits in readable groups, and never twice', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => add()))
    for (const { code } of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/)
    expect(new Set(codes.map(({ code }) => code)).size).toBe(20)
  })

  test('can be chosen; case, spaces and hyphens do not make another one', async () => {
    await add({ code: 'Partner-2026' })
    expect(await ana.admin.inviteCodes.isFree.query({ code: 'PARTNER 2026' })).toBe(false)
    expect(await ana.admin.inviteCodes.isFree.query({ code: 'Partner-2027' })).toBe(true)
    expect(await refusalOf(add({ code: 'partner2026' }))).toBe('CODE_TAKEN')
    expect(await check(' partner 2026 ')).toMatchObject({ status: 'active', teamName: 'Hackathon' })
    await expect(add({ code: 'ab-cd-e' })).rejects.toThrow(/at least 8/)
  })

  test('two admins: the second edit is refused with how it is now; a place taken meanwhile is no edit', async () => {
    const code = await add()
    const email = applicant().email
    await people.register(applicant({ email, inviteCode: code.code }))
    const edited = await edit(code, { name: 'By Ana' })
    expect(edited).toMatchObject({ name: 'By Ana', used: 1, edition: 2 })
    expect(await refusalOf(edit(code, { name: 'By Ben' }))).toBe('CODE_CHANGED')
    expect(await refusalOf(ana.admin.inviteCodes.pause.mutate({ id: code.id, edition: 1, isActive: false }))).toBe(
      'CODE_CHANGED',
    )
  })

  test('cannot be given fewer places than are used, and the number is said', async () => {
    const code = await add()
    for (let i = 0; i < 3; i++) await people.register(applicant({ inviteCode: code.code }))
    const refused = await edit(code, { quota: 2 }).catch((error: TRPCClientError<never>) => error)
    expect(refused).toMatchObject({ data: { refusal: { code: 'QUOTA_BELOW_USED', detail: { used: 3 } } } })
    expect(await edit(code, { quota: 3 })).toMatchObject({ quota: 3, used: 3 })
  })

  test('goes with its team and with its organization; what goes is counted before', async () => {
    const organization = await ana.admin.organizations.add.mutate({ requestId: requestId(), name: 'Gone soon' })
    const input = { requestId: requestId(), organizationId: organization.id, name: 'Gone sooner' }
    const gone = await ana.admin.teams.add.mutate(input)
    const [first, second] = [await add({ teamId: gone.id }), await add({ teamId: gone.id })]
    expect(await ana.admin.teams.previewDeletion.query({ id: gone.id })).toEqual({
      members: 0,
      codes: 2,
      catalogues: 0,
      apps: 0,
    })
    expect(await ana.admin.organizations.previewDeletion.query({ id: organization.id })).toMatchObject({ codes: 2 })
    await ana.admin.inviteCodes.remove.mutate({ id: first.id })
    await ana.admin.organizations.remove.mutate({ id: organization.id })
    expect(await refusalOf(find(second.id))).toBe('NOT_FOUND')
  })
})

describe('registering with a code', () => {
  test('that skips approval: active at once, in its team and the organization’s default team', async () => {
    const code = await add()
    const input = applicant({ inviteCode: code.code.toLowerCase() })
    const answer = await people.register(input)
    expect(answer.json.result.data).toEqual({ outcome: 'registered' })
    expect(await placeOf(input.email)).toEqual(hackers)
    expect((await people.logIn(input.email, input.password)).status).toBe(200)
    expect(await places(code.id)).toBe(1)
  })

  test('that asks for approval: waits in the default organization, moves when approved, and back when that is undone', async () => {
    await sql()`update settings set undo_seconds = 30`
    const code = await add({ skipsApproval: false })
    const input = applicant({ inviteCode: code.code })
    expect((await people.register(input)).json.result.data).toEqual({ outcome: 'sent' })
    expect(await placeOf(input.email)).toEqual(home)
    const review = await people.reviewOf(input.email)
    const detail = await ana.admin.reviews.get.query({ id: review.id })
    expect(detail.about).toMatchObject({ approving: { organizationName: 'Hackers', teamName: 'Hackathon' } })
    expect(detail.facts).toMatchObject({ inviteCode: { id: code.id, name: 'Hackathon 2026' } })
    const approved = await people.decide(input.email, 'approve')
    expect(await placeOf(input.email)).toEqual(hackers)
    await ana.admin.reviews.undo.mutate({ id: review.id, version: approved.version, requestId: requestId() })
    expect(await placeOf(input.email)).toEqual(home)
    expect(await places(code.id)).toBe(1)
    await people.decide(input.email, 'approve')
    expect(await placeOf(input.email)).toEqual(hackers)
    expect(await places(code.id)).toBe(1)
  })

  test.each([
    ['unknown', 'CODE_UNKNOWN', async () => 'NOSUCHCODE'],
    ['paused', 'CODE_PAUSED', async () => (await add({ isActive: false })).code],
    [
      'expired',
      'CODE_EXPIRED',
      async () => {
        const code = await add({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
        await expire(code.id)
        return code.code
      },
    ],
    [
      'used up',
      'CODE_USED_UP',
      async () => {
        const code = await add({ quota: 1 })
        await people.register(applicant({ inviteCode: code.code }))
        return code.code
      },
    ],
  ])('that is %s: refused, and nothing of it remains', async (_, refusal, make) => {
    const inviteCode = await make()
    const input = applicant({ inviteCode })
    expect(refusalIn(await people.register(input))).toBe(refusal)
    expect(await sql()`select 1 from accounts where email = ${input.email}`).toHaveLength(0)
  })

  test('of a known address: the same answer, no place taken', async () => {
    const code = await add()
    const input = applicant()
    await people.register(input)
    const again = await people.register({ ...input, requestId: requestId(), inviteCode: code.code })
    expect(again.json.result.data).toEqual({ outcome: 'registered' })
    expect(await places(code.id)).toBe(0)
  })

  test('an anonymous look tells where it leads while it can be used, and never how many places are left', async () => {
    const code = await add({ quota: 1 })
    expect(await check(code.code)).toEqual({
      status: 'active',
      teamName: 'Hackathon',
      organizationName: 'Hackers',
      skipsApproval: true,
    })
    await people.register(applicant({ inviteCode: code.code }))
    expect(await check(code.code)).toEqual({ status: 'used-up' })
    expect(await check('NOSUCHCODE')).toEqual({ status: 'unknown' })
  })

  test('guessing is limited, and a limited guesser learns nothing of codes that exist', async () => {
    const code = await add()
    for (let i = 0; i < 60; i++) expect(await check(`guess-${i}-nothing`)).toEqual({ status: 'unknown' })
    expect(await refusalOf(check('guess-too-many'))).toBe('TOO_MANY_ATTEMPTS')
    expect(await refusalOf(check(code.code))).toBe('TOO_MANY_ATTEMPTS')
    expect(refusalIn(await people.register(applicant({ inviteCode: code.code })))).toBe('TOO_MANY_ATTEMPTS')
    await sql()`delete from rate_limits where key like 'codeGuessByAddress%'`
    await sql()`insert into rate_limits (key, points, expires_at) values ('codeGuess:all', 3000, now() + interval '5 minutes')
      on conflict (key) do update set points = 3000`
    // Everybody's guesses together close the codes that somebody chose, and none that was generated.
    const { code: chosen } = await add({ code: `partner-${requestId().slice(0, 6)}` })
    expect(await refusalOf(check(chosen))).toBe('TOO_MANY_ATTEMPTS')
    expect(await check(code.code)).toMatchObject({ status: 'active' })
  })

  test('a hundred right looks do not count as guesses', async () => {
    const code = await add()
    for (let i = 0; i < 100; i++) expect(await check(code.code)).toMatchObject({ status: 'active' })
  })
})

describe('a place', () => {
  const rejected = async (quota = 1) => {
    const code = await add({ skipsApproval: false, quota })
    const input = applicant({ inviteCode: code.code })
    await people.register(input)
    const review = await people.decide(input.email, 'reject')
    return { code, input, review }
  }
  const reopen = ({ id, version }: { id: string; version: number }) =>
    ana.admin.reviews.reopen.mutate({ id, version, requestId: requestId() })

  test('stays taken while the rejection can be undone, and comes back afterwards, with no job running', async () => {
    await sql()`update settings set undo_seconds = 30`
    const { code, review } = await rejected()
    expect(refusalIn(await people.register(applicant({ inviteCode: code.code })))).toBe('CODE_USED_UP')
    await sql()`update invite_code_redemptions set returns_at = clock_timestamp() where review_id = ${review.id}`
    expect(await check(code.code)).toMatchObject({ status: 'active' })
    expect((await people.register(applicant({ inviteCode: code.code }))).json.result.data).toEqual({ outcome: 'sent' })
    expect(await places(code.id)).toBe(1)
  })

  test('is claimed again when the rejection is reopened', async () => {
    const { code, input, review } = await rejected()
    await sweepCodes(portal.database)
    expect(await places(code.id)).toBe(0)
    await reopen(review)
    expect(await places(code.id)).toBe(1)
    await people.decide(input.email, 'approve')
    expect(await placeOf(input.email)).toEqual(hackers)
  })

  test('that somebody else has by then: the reopened registration goes on without the code and says so', async () => {
    const { code, input, review } = await rejected()
    await sweepCodes(portal.database)
    await people.register(applicant({ inviteCode: code.code }))
    await reopen(review)
    expect((await people.reviewOf(input.email)).facts).toMatchObject({ inviteCode: { isLost: true } })
    await people.decide(input.email, 'approve')
    expect(await placeOf(input.email)).toEqual(home)
    expect(await places(code.id)).toBe(1)
  })

  test('of a person who applies again with the same code is one place', async () => {
    await sql()`update settings set undo_seconds = 30`
    const { code, input } = await rejected(5)
    const again = await people.register({ ...input, requestId: requestId() })
    expect(again.json.result.data).toEqual({ outcome: 'sent' })
    expect(await places(code.id)).toBe(1)
  })

  test('of a deleted applicant comes back; of a deleted developer it stays used', async () => {
    const code = await add({ skipsApproval: false })
    const waiting = applicant({ inviteCode: code.code })
    await people.register(waiting)
    await ana.admin.users.remove.mutate({ id: (await people.accountOf(waiting.email)).id as string })
    expect(await places(code.id)).toBe(0)
    const joined = applicant({ inviteCode: code.code })
    await people.register(joined)
    await people.decide(joined.email, 'approve')
    await ana.admin.users.remove.mutate({ id: (await people.accountOf(joined.email)).id as string })
    expect(await places(code.id)).toBe(1)
    const { rows } = await ana.admin.inviteCodes.redemptions.query({ id: code.id })
    expect(rows.map(({ account }) => account)).toEqual([null, null])
  })

  test('of a waiting applicant whom an admin invites leads into the code’s team', async () => {
    const code = await add({ skipsApproval: false })
    const input = applicant({ inviteCode: code.code })
    await people.register(input)
    await ana.admin.invitations.send.mutate({ id: (await people.accountOf(input.email)).id as string })
    expect(await placeOf(input.email)).toEqual(hackers)
  })

  test('of a code that is deleted meanwhile: the registration goes on without it', async () => {
    const code = await add({ skipsApproval: false })
    const input = applicant({ inviteCode: code.code })
    await people.register(input)
    expect(await ana.admin.inviteCodes.previewDeletion.query({ id: code.id })).toEqual({ redemptions: 1, waiting: 1 })
    await ana.admin.inviteCodes.remove.mutate({ id: code.id })
    await people.decide(input.email, 'approve')
    expect(await placeOf(input.email)).toEqual(home)
  })
})

describe('telling', () => {
  const mailsOf = (id: string) =>
    sql()<{ template: string }[]>`select template from mails where facts ->> 'codeId' = ${id} order by created_at`
  const kindsOf = async (id: string) =>
    (
      await sql()<
        { kind: string }[]
      >`select kind from events where payload #>> '{code,id}' = ${id} order by xid, events.id`
    ).map(({ kind }) => kind)

  test('of an expiry once, however often the job runs, and again for another date', async () => {
    const code = await add({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
    await tellOfCode(portal.database, code.id)
    expect(await mailsOf(code.id)).toHaveLength(0)
    await expire(code.id)
    for (let i = 0; i < 3; i++) await tellOfCode(portal.database, code.id)
    await sweepCodes(portal.database)
    expect((await mailsOf(code.id)).map(({ template }) => template)).toEqual(['invite-code-expired'])
    expect(await kindsOf(code.id)).toEqual(['code.added', 'code.expired'])
    await edit(await find(code.id), { expiresAt: new Date(Date.now() + 60_000).toISOString() })
    await expire(code.id)
    await sweepCodes(portal.database)
    expect(await mailsOf(code.id)).toHaveLength(2)
  })

  test('of the last place once, and again for another quota', async () => {
    const code = await add({ quota: 1 })
    await people.register(applicant({ inviteCode: code.code }))
    for (let i = 0; i < 3; i++) await sweepCodes(portal.database)
    expect((await mailsOf(code.id)).map(({ template }) => template)).toEqual(['invite-code-used-up'])
    await edit(await find(code.id), { quota: 2 })
    await people.register(applicant({ inviteCode: code.code }))
    await sweepCodes(portal.database)
    expect(await mailsOf(code.id)).toHaveLength(2)
  })

  test('a job waits for the expiry, and a moved date has one of its own', async () => {
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const code = await add({ expiresAt: inHours(5) })
    await edit(code, { expiresAt: inHours(2) })
    const waiting = await sql()<{ hours: number }[]>`
      select round(extract(epoch from start_after - now()) / 3600)::int as hours from pgboss.job
       where name = 'invite-codes.tell' and data ->> 'codeId' = ${code.id} and start_after > now() + interval '1 minute'
       order by 1`
    expect(waiting.map(({ hours }) => hours)).toEqual([2, 5])
    // The one that is early finds nothing to do.
    await jobs['invite-codes.tell'].run(portal, { codeId: code.id })
    expect(await mailsOf(code.id)).toHaveLength(0)
  })
})
