// Organizations under hands that act at the same moment: one of two wins, the other is told, and nothing is left over.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptInvitation } from '#server/features/invitations/commands.ts'
import { refusalOf as refusedBy, type Refusal } from '#server/refusals.ts'
import { hashToken } from '#server/trpc.ts'
import {
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertRequest,
  invitee,
  placeOf,
} from '#tests/setup/organizations.ts'
import { insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { survived } from './survived.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let ben: Awaited<ReturnType<typeof staffClient>>
let home: string
const each = rounds(10, 200)

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  ben = await staffClient(portal, 'approver', 'Ben')
  home = (await ana.admin.users.places.query())[0]!.name
})
beforeEach(() => portal.database.sql`delete from rate_limits`)
afterAll(() => portal.end())

type Outcome = string | undefined

/**
 * Runs a race again and again and prints its line. A round answers what its contenders were told; `judge` what is wrong
 * with that and with what the database then holds, or nothing.
 */
async function race(
  what: string,
  round: (n: number, wait: () => Promise<unknown>) => Promise<{ told: Outcome[]; wrong: string | false }>,
): Promise<void> {
  const { seed, random } = seeded()
  // One of them begins a little later, now this one, now the other: else the same one would always win.
  const wait = () => new Promise((resolve) => setTimeout(resolve, random() * 6))
  const tally: Record<string, number> = {}
  const wrongs: string[] = []
  let slowestMs = 0
  for (let n = 0; n < each; n++) {
    await portal.database.sql`delete from rate_limits`
    const startedAt = performance.now()
    const { told, wrong } = await round(n, wait)
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    const outcome = told.join(' / ')
    tally[outcome] = (tally[outcome] ?? 0) + 1
    if (wrong) wrongs.push(`${outcome}: ${wrong}`)
  }
  const outcomes = Object.entries(tally).map(([outcome, count]) => `${count} × ${outcome}`)
  const more = `${outcomes.join(', ')}; slowest round ${Math.round(slowestMs)} ms`
  survived(what, { of: each, failed: wrongs.length, lost: wrongs.length, seed }, more)
  expect(wrongs, `seed ${seed}`).toEqual([])
}

/** Calls a little later; the code that it is refused with, or `no refusal`. */
const after = (wait: () => Promise<unknown>, call: () => Promise<unknown>): Promise<Outcome> =>
  refusalOf(wait().then(call))
const approve = (who: typeof ana, { id, version }: { id: string; version: number }) =>
  who.admin.reviews.approve.mutate({ id, version, requestId: requestId() })

/** Accepts without hashing a password first: over HTTP that takes so long that everybody else would always be faster. */
async function accept(wait: () => Promise<unknown>, token: string): Promise<Outcome> {
  // What a call over HTTP takes before its transaction begins.
  await wait()
  await wait()
  await wait()
  try {
    await portal.database.inTransaction((tx) => acceptInvitation(tx, hashToken(token), 'any'))
    return 'no refusal'
  } catch (error) {
    return ((error as { cause?: Refusal }).cause?.code as Outcome) ?? refusedBy(error) ?? String(error)
  }
}

async function countOf(query: Promise<{ count: number }[]>): Promise<number> {
  return (await query)[0]!.count
}
const called = (name: string) =>
  countOf(
    portal.database.sql<{ count: number }[]>`
      select count(*)::int as count from organizations where lower(name) = lower(${name})`,
  )
const activeSuperAdmins = (organizationId: string, in_ = portal) =>
  countOf(
    in_.database.sql<{ count: number }[]>`
      select count(*)::int as count from accounts where organization_id = ${organizationId} and is_active_super_admin(accounts)`,
  )

test('of an approval and a withdrawal one wins, and the organization is there exactly when it is approved', () =>
  race('organization request approved against withdrawn', async (n, wait) => {
    const name = `Race ${n}`
    const { id, email, api, review } = await insertRequest(portal, name)
    const answers = await Promise.all([
      after(wait, () => approve(ana, review)),
      after(wait, () => api.portal.organizations.withdraw.mutate({ id: review.id })),
    ])
    const { state } = await ana.admin.reviews.get.query({ id: review.id })
    const isApproved = state === 'approved'
    const mails = await portal.database.sql`select 1 from mails where to_address = ${email}`
    const wrong =
      (answers.filter((code) => code === 'no refusal').length !== 1 && 'not one winner') ||
      (!answers.includes('REVIEW_DECIDED') && 'the loser was told something else') ||
      ((answers[0] === 'no refusal') !== isApproved && 'the winner is not what is written') ||
      ((await called(name)) !== Number(isApproved) && 'organization') ||
      ((await placeOf(portal, id))!.organization !== (isApproved ? name : home) && 'place') ||
      (mails.length !== Number(isApproved) && 'mail')
    return { told: answers, wrong }
  }))

test('of two approvals of one name one wins, and the other request still waits', () =>
  race('two organizations approved under one name', async (n, wait) => {
    const requests = [await insertRequest(portal, `Twin ${n}`), await insertRequest(portal, `TWIN ${n}`)]
    const answers = await Promise.all([
      after(wait, () => approve(ana, requests[0]!.review)),
      after(wait, () => approve(ben, requests[1]!.review)),
    ])
    const states = await Promise.all(
      requests.map(async ({ review }) => (await ana.admin.reviews.get.query({ id: review.id })).state),
    )
    const roles = await Promise.all(requests.map(async ({ id }) => (await placeOf(portal, id))!.role))
    const won = answers.indexOf('no refusal')
    const wrong =
      (answers.toSorted().join() !== 'ORGANIZATION_NAME_TAKEN,no refusal' && 'not one winner') ||
      ((await called(`twin ${n}`)) !== 1 && 'not one organization') ||
      ((states[won] !== 'approved' || states[1 - won] !== 'pending') && 'state') ||
      ((roles[won] !== 'super_admin' || roles[1 - won] !== 'team_member') && 'place')
    return { told: answers.toSorted(), wrong }
  }))

test('of accepting an invitation twice, revoking it and inviting again one way is taken, whole', async () => {
  const { id: organizationId, name } = await insertOrganization(portal)
  const { api } = await clientFor(portal, (await insertMember(portal, organizationId, 'super_admin')).id)
  await race('invitation accepted twice against revoked and sent again', async (n, wait) => {
    // A new address, and one of the default organization's.
    const email = n % 2 ? (await insertDeveloper(portal)).email : invitee().email
    const { id, token } = await insertInvitation(portal, organizationId, { email })
    const answers = await Promise.all([
      accept(wait, token),
      accept(wait, token),
      after(wait, () => api.portal.members.revoke.mutate({ id })),
      after(wait, () => api.portal.members.invite.mutate(invitee({ email }))),
    ])
    const isIn = (code: Outcome) => code === 'no refusal'
    const accepted = answers.slice(0, 2).filter(isIn).length
    const [account] = await portal.database.sql<{ id: string }[]>`select id from accounts where email_key = ${email}`
    const place = account && (await placeOf(portal, account.id))
    const open = await portal.database.sql`select 1 from member_invitations where email_key = ${email}`
    const wrong =
      (accepted + Number(isIn(answers[2])) !== 1 && 'not one of accepting and revoking') ||
      (answers.slice(0, 2).some((code) => !isIn(code) && code !== 'LINK_EXPIRED') && 'told something else') ||
      (accepted === 1 && place?.organization !== name && 'accepted and not in') ||
      (accepted === 1 && place?.teams.length !== 1 && 'accepted and not in the default team') ||
      (accepted === 0 && place?.organization === name && 'revoked and in') ||
      (accepted === 1 && open.length > 0 && 'a member is invited') ||
      (open.length !== Number(isIn(answers[3])) && 'an invitation without its answer')
    return { told: answers, wrong }
  })
})

const demotion = (id: string) => ({
  id,
  version: 1,
  firstName: 'D',
  lastName: 'Emoted',
  role: 'team_member' as const,
  teamIds: [],
})

/** Two super admins who demote each other; answers what they were told and how many there still are. */
async function demoteEachOther(in_: Portal, wait: () => Promise<unknown>) {
  const { id } = await insertOrganization(in_)
  const bosses = [await insertMember(in_, id, 'super_admin'), await insertMember(in_, id, 'super_admin')]
  const clients = [await clientFor(in_, bosses[0]!.id), await clientFor(in_, bosses[1]!.id)]
  const answers = await Promise.all([
    after(wait, () => clients[0]!.api.portal.members.edit.mutate(demotion(bosses[1]!.id))),
    after(wait, () => clients[1]!.api.portal.members.edit.mutate(demotion(bosses[0]!.id))),
  ])
  return { told: answers.toSorted(), left: await activeSuperAdmins(id, in_) }
}

test('of two super admins who demote each other one stays', () =>
  race('two super admins demote each other', async (_, wait) => {
    const outcome = await demoteEachOther(portal, wait)
    return { ...outcome, wrong: outcome.left !== 1 && `${outcome.left} super admins left` }
  }))

/** Two super admins who both leave a team member behind at the same moment. */
async function leaveTogether(in_: Portal, wait: () => Promise<unknown>) {
  const { id } = await insertOrganization(in_)
  const bosses = [await insertMember(in_, id, 'super_admin'), await insertMember(in_, id, 'super_admin')]
  await insertMember(in_, id)
  const clients = [await clientFor(in_, bosses[0]!.id), await clientFor(in_, bosses[1]!.id)]
  const answers = await Promise.all(
    bosses.map((boss, i) => after(wait, () => clients[i]!.api.portal.members.remove.mutate({ id: boss.id }))),
  )
  return { told: answers.toSorted(), left: await activeSuperAdmins(id, in_) }
}

test('of two super admins who leave at the same moment one stays', () =>
  race('two super admins leave at once', async (_, wait) => {
    const outcome = await leaveTogether(portal, wait)
    return { ...outcome, wrong: outcome.left !== 1 && `${outcome.left} super admins left` }
  }))

test('known-bad: without the constraint trigger both super admins go', async () => {
  const bad = await startPortal({ role: 'web' })
  try {
    await bad.database.sql`drop trigger accounts_keep_super_admin on accounts`
    let gone = 0
    for (let n = 0; n < each; n++) if ((await leaveTogether(bad, async () => {})).left === 0) gone++
    process.stdout.write(`known-bad: without the trigger both super admins went in ${gone} of ${each} rounds\n`)
    expect(gone).toBeGreaterThan(0)
  } finally {
    await bad.end()
  }
})

test('nobody joins an organization whose last super admin leaves at that moment', () =>
  race('last super admin leaves against invitation accepted', async (_, wait) => {
    const { id, name } = await insertOrganization(portal)
    const boss = await insertMember(portal, id, 'super_admin')
    const { api } = await clientFor(portal, boss.id)
    const { email, token } = await insertInvitation(portal, id)
    const answers = await Promise.all([
      after(wait, () => api.portal.members.remove.mutate({ id: boss.id })),
      accept(wait, token),
    ])
    const [joined] = await portal.database
      .sql`select 1 from accounts where email_key = ${email} and organization_id = ${id}`
    const outcome = answers.join()
    const wrong =
      (!['no refusal,LINK_EXPIRED', 'LAST_SUPER_ADMIN,no refusal'].includes(outcome) && 'not one winner') ||
      ((await activeSuperAdmins(id)) !== (joined ? 1 : 0) && 'members without a super admin') ||
      ((await placeOf(portal, boss.id))!.organization !== (joined ? name : home) && 'place of the super admin')
    return { told: answers, wrong }
  }))

test('whoever is removed while they accept another organization’s invitation is in exactly one, whole', () =>
  race('removed against accepting elsewhere', async (_, wait) => {
    const [from, to] = [await insertOrganization(portal), await insertOrganization(portal)]
    const boss = await insertMember(portal, from.id, 'super_admin')
    await insertMember(portal, to.id, 'super_admin')
    const person = await insertMember(portal, from.id)
    const { api } = await clientFor(portal, boss.id)
    const { token } = await insertInvitation(portal, to.id, { email: person.email })
    const answers = await Promise.all([
      after(wait, () => api.portal.members.remove.mutate({ id: person.id })),
      accept(wait, token),
    ])
    const place = (await placeOf(portal, person.id))!
    const moved = answers[1] === 'no refusal'
    const wrong =
      (answers[0] !== 'no refusal' && 'not removed') ||
      (!moved && answers[1] !== 'BELONGS_ELSEWHERE' && 'told something else') ||
      (place.organization !== (moved ? to.name : home) && 'place') ||
      (place.teams.join() !== `${place.organization} All users` && 'teams')
    return { told: answers, wrong }
  }))

test('an organization that is deleted while people join leaves nothing, and loses nobody', () =>
  race('organization deleted while people join', async (n, wait) => {
    const { id } = await insertOrganization(portal)
    await insertMember(portal, id, 'super_admin')
    const links = await Promise.all([
      insertInvitation(portal, id, { role: 'super_admin' }),
      insertInvitation(portal, id),
      insertDeveloper(portal).then(({ email }) => insertInvitation(portal, id, { email })),
    ])
    const added = { ...demotion(''), requestId: requestId(), email: invitee().email }
    const answers = await Promise.all([
      after(wait, () => ana.admin.organizations.remove.mutate({ id })),
      after(wait, () =>
        ben.admin.users.add.mutate({ ...added, organizationId: id, isActive: true, mustChangePassword: true }),
      ),
      ...links.map(({ token }) => accept(wait, token)),
    ])
    const { sql } = portal.database
    const left = await countOf(sql<{ count: number }[]>`
      select (select count(*) from accounts where organization_id = ${id})::int
             + (select count(*) from teams where organization_id = ${id})::int
             + (select count(*) from member_invitations where organization_id = ${id})::int
             + (select count(*) from organizations where id = ${id})::int as count`)
    const people = await sql<{ id: string; email: string }[]>`
      select id, email from accounts where email_key = any(${[added.email, links[0].email, links[1].email]})`
    const places = await Promise.all(people.map((person) => placeOf(portal, person.id)))
    const joined = [answers[1], answers[2], answers[3]].filter((code) => code === 'no refusal').length
    const wrong =
      (answers[0] !== 'no refusal' && 'not deleted') ||
      (answers.some((code) => !['no refusal', 'LINK_EXPIRED', 'NOT_FOUND'].includes(code ?? '')) &&
        'told something else') ||
      (left > 0 && `${left} rows left`) ||
      (people.length !== joined && 'an account without its answer') ||
      (places.some((place) => place!.teams.join() !== `${home} All users`) && `round ${n}: place`)
    return { told: [answers[0], ...answers.slice(1).toSorted()], wrong }
  }))
