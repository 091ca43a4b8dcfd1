// Inviting into an organization: what the answer tells, whose link works, and who goes along.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendMail } from '#server/features/emails/jobs.ts'
import {
  acceptWith,
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertRequest,
  insertTeam,
  invitee,
  placeOf,
} from '#tests/setup/organizations.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  openStarted,
  requestId,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf, tokenInMail } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let acme: Awaited<ReturnType<typeof insertOrganization>>
let boss: Awaited<ReturnType<typeof clientFor>>['api']
let home: string
const password = 'a harbour full of boats'

beforeAll(async () => {
  // Without a worker: mails leave when a test says so.
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  home = (await ana.admin.users.places.query())[0]!.name
  acme = await insertOrganization(portal, 'Acme')
  boss = (await clientFor(portal, (await insertMember(portal, acme.id, 'super_admin')).id)).api
})
beforeEach(() => portal.database.sql`delete from rate_limits`)
afterAll(() => portal.end())

const accept = (token: string) => refusalOf(acceptWith(portal, token, password))
const logIn = (email: string, words: string) =>
  refusalOf(clientOf(portal).portal.session.logIn.mutate({ email, password: words }))
const openLink = (token: string) => clientOf(portal).portal.invitations.open.mutate({ token })

/** Sends what waits for an address, and returns the token of the newest link in it. */
async function receive(email: string): Promise<string> {
  const waiting = await portal.database.sql<{ id: string }[]>`
    select id from mails where to_address = ${email} and state = 'waiting' order by created_at`
  for (const { id } of waiting) await sendMail(portal, id)
  return tokenInMail(portal, 'invitation', email)
}
const accountOf = async (email: string) =>
  (await portal.database.sql`select * from accounts where email_key = ${email}`)[0]!
const left = (email: string) => portal.database.sql`select id from member_invitations where email_key = ${email}`

describe('inviting', () => {
  test('answers the same for known and unknown addresses, and writes nothing but the invitation', async () => {
    const bolt = await insertOrganization(portal)
    const known = [
      (await insertDeveloper(portal)).email,
      (await insertMember(portal, bolt.id)).email,
      (await insertDeveloper(portal, { deactivated: true })).email,
      (await ana.admin.users.get.query({ id: (await insertRegistration(portal)).requesterId })).email,
    ]
    const [staff] = await portal.database
      .sql`select email from accounts where id = ${await insertStaff(portal, 'auditor')}`
    const addresses = [invitee().email, ...known, staff!.email as string]
    const answers = []
    for (const email of addresses) {
      const { id, email: written, ...answer } = await boss.portal.members.invite.mutate(invitee({ email }))
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(written).toBe(email)
      answers.push(answer)
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const created = await portal.database.sql`select 1 from accounts where email_key = ${addresses[0]!}`
    expect(created).toHaveLength(0)
  })

  test('a teammate, and an address that is invited, are refused; a repeat after a lost answer is not', async () => {
    const { email } = await insertMember(portal, acme.id)
    const invite = (input: object) => refusalOf(boss.portal.members.invite.mutate(invitee(input)))
    expect(await invite({ email: email.toUpperCase() })).toBe('ALREADY_MEMBER')
    const input = invitee()
    const first = await boss.portal.members.invite.mutate(input)
    expect(await boss.portal.members.invite.mutate(input)).toEqual(first)
    expect(await invite({ email: input.email.toUpperCase() })).toBe('ALREADY_INVITED')
  })

  test('into teams of another organization invites into none of them', async () => {
    const foreign = await insertTeam(portal, (await insertOrganization(portal)).id, 'Foreign pilots')
    const own = await insertTeam(portal, acme.id, 'Acme pilots')
    const input = invitee({ teamIds: [foreign, own] })
    const { teams } = await boss.portal.members.invite.mutate(input)
    expect(teams.map(({ name }) => name)).toEqual(['Acme All users', 'Acme pilots'])
    await acceptWith(portal, await receive(input.email))
    const place = await placeOf(portal, (await accountOf(input.email)).id as string)
    expect(place!.teams).toEqual(['Acme All users', 'Acme pilots'])
  })
})

describe('accepting', () => {
  test('with a new address makes the account, confirmed and active, in its role; the link is spent', async () => {
    const input = invitee({ role: 'super_admin' })
    await boss.portal.members.invite.mutate(input)
    const token = await receive(input.email)
    expect(await openLink(token)).toMatchObject({ email: input.email, into: 'Acme', movesAccount: false })
    expect(await accept(token)).toBe('no refusal')
    expect(await accept(token)).toBe('LINK_EXPIRED')
    const account = await accountOf(input.email)
    expect(account.emailConfirmedAt).not.toBeNull()
    expect(await placeOf(portal, account.id as string)).toMatchObject({ organization: 'Acme', role: 'super_admin' })
    expect(await logIn(input.email, password)).toBe('no refusal')
    expect(await left(input.email)).toHaveLength(0)
  })

  test('takes an account of the default organization along: new password, old sessions and sockets gone, request withdrawn', async () => {
    const { id, email, cookie, review } = await insertRequest(portal, 'Own company')
    const tab = await openStarted(portal, cookie)
    await boss.portal.members.invite.mutate(invitee({ email }))
    const token = await receive(email)
    expect(await openLink(token)).toMatchObject({ movesAccount: true })
    expect(await accept(token)).toBe('no refusal')
    expect(await tab.closedWith).toBe(4401)
    expect(await clientOf(portal, cookie).portal.session.me.query()).toBeNull()
    expect(await logIn(email, password)).toBe('no refusal')
    expect(await placeOf(portal, id)).toEqual({ organization: 'Acme', role: 'team_member', teams: ['Acme All users'] })
    expect((await ana.admin.reviews.get.query({ id: review.id })).state).toBe('withdrawn')
  })

  test.each([false, true])(
    'a registration that waits goes on waiting, in the queue and confirmed, and is approved inside the organization (confirming first: %s)',
    async (isHeldBack) => {
      const { id, requesterId, facts, version } = await insertRegistration(portal)
      const { email } = facts as { email: string }
      if (isHeldBack)
        await portal.database.sql`
          update reviews set state = 'needs_information', facts = facts || '{"awaitsConfirmation":true}' where id = ${id}`
      const { token } = await insertInvitation(portal, acme.id, { email })
      expect(await accept(token)).toBe('no refusal')
      expect(await logIn(email, password)).toBe('WAITING_FOR_APPROVAL')
      const review = await ana.admin.reviews.get.query({ id })
      expect(review).toMatchObject({ state: 'pending', facts: { emailConfirmed: true }, version: version + 1 })
      await ana.admin.reviews.approve.mutate({ id, version: review.version, requestId: requestId() })
      expect(await logIn(email, password)).toBe('no refusal')
      expect(await placeOf(portal, requesterId)).toMatchObject({ organization: 'Acme' })
    },
  )

  const elsewhere: [string, () => Promise<{ id: string; email: string }>][] = [
    [
      'staff',
      async () => {
        const id = await insertStaff(portal, 'auditor')
        return {
          id,
          email: (await portal.database.sql`select email from accounts where id = ${id}`)[0]!.email as string,
        }
      },
    ],
    ['of another organization', async () => insertMember(portal, (await insertOrganization(portal)).id)],
    ['deactivated', () => insertDeveloper(portal, { deactivated: true })],
    [
      'rejected',
      async () => {
        const person = await insertDeveloper(portal)
        await portal.database.sql`update accounts set rejected_at = now(), approved_at = null where id = ${person.id}`
        return person
      },
    ],
  ]
  test.each(elsewhere)(
    'somebody who is %s is refused, nothing of the account changes, and the link is not spent',
    async (_, insert) => {
      const { id, email } = await insert()
      const { token } = await insertInvitation(portal, acme.id, { email })
      const before = await portal.database.sql`select * from accounts where id = ${id}`
      const session = await signIn(portal, id)
      expect(await accept(token)).toBe('BELONGS_ELSEWHERE')
      expect(await portal.database.sql`select * from accounts where id = ${id}`).toEqual(before)
      expect(await refusalOf(openLink(token))).toBe('BELONGS_ELSEWHERE')
      expect(await left(email)).toHaveLength(1)
      const { length } = await portal.database.sql`
      select 1 from sessions where id = encode(sha256(${session.split('=')[1]!}), 'hex')`
      expect(length).toBe(1)
    },
  )

  test('an expired link is refused by the database’s clock; resent, the invitation works again', async () => {
    const { id, email, token } = await insertInvitation(portal, acme.id)
    await portal.database.sql`update member_invitations set expires_at = clock_timestamp() where id = ${id}`
    expect(await accept(token)).toBe('LINK_EXPIRED')
    await boss.portal.members.resend.mutate({ id })
    expect(await accept(await receive(email))).toBe('no refusal')
  })

  test('where the last super admin has gone, nobody joins as a team member', async () => {
    const forsaken = await insertOrganization(portal)
    const { token } = await insertInvitation(portal, forsaken.id)
    expect(await accept(token)).toBe('LINK_EXPIRED')
  })
})

describe('the link', () => {
  test('dies when the invitation is resent, and the new one works', async () => {
    const input = invitee()
    const { id } = await boss.portal.members.invite.mutate(input)
    const first = await receive(input.email)
    await boss.portal.members.resend.mutate({ id })
    expect(await accept(first)).toBe('LINK_EXPIRED')
    const second = await receive(input.email)
    expect(second).not.toBe(first)
    expect(await accept(first)).toBe('LINK_EXPIRED')
    expect(await accept(second)).toBe('no refusal')
  })

  test('dies when the invitation is revoked, by a super admin or by staff', async () => {
    for (const revoke of [boss.portal.members.revoke, ana.admin.invitations.revoke]) {
      const { id, email, token } = await insertInvitation(portal, acme.id)
      await revoke.mutate({ id })
      expect(await accept(token)).toBe('LINK_EXPIRED')
      expect(await left(email)).toHaveLength(0)
      expect(await refusalOf(revoke.mutate({ id }))).toBe('NOT_FOUND')
    }
  })

  test('of a mail that waits is not sent when revoked; one on its way is dropped', async () => {
    for (const state of ['waiting', 'sending']) {
      const input = invitee()
      const { id } = await boss.portal.members.invite.mutate(input)
      const [mail] = await portal.database.sql<{ id: string }[]>`
        update mails set state = ${state}, send_after = now() where member_invitation_id = ${id} returning id`
      await boss.portal.members.revoke.mutate({ id })
      await sendMail(portal, mail!.id)
      const [after] = await portal.database.sql`select state, body_text from mails where id = ${mail!.id}`
      expect(after, state).toEqual({ state: 'cancelled', bodyText: null })
    }
  })

  test('dies when the person is in by another way: the invitation leaves the list, live', async () => {
    const { id, email, token } = await insertInvitation(portal, acme.id)
    const witness = await openStarted(portal, await signIn(portal, (await insertMember(portal, acme.id)).id))
    const person = { firstName: 'Erik', lastName: 'Dahl', role: 'team_member' as const, teamIds: [] }
    const rest = { requestId: requestId(), email, organizationId: acme.id, isActive: true, mustChangePassword: true }
    await ana.admin.users.add.mutate({ ...person, ...rest })
    await witness.until(({ events }) => events.some((one) => one.kind === 'member.removed' && one.memberId === id))
    await witness.close()
    expect(await accept(token)).toBe('LINK_EXPIRED')
    expect(await placeOf(portal, (await accountOf(email)).id as string)).not.toMatchObject({ organization: home })
  })
})

test('how often one address is written to, and how many one organization invites, is bounded', async () => {
  const { id } = await boss.portal.members.invite.mutate(invitee())
  const resend = () => refusalOf(boss.portal.members.resend.mutate({ id }))
  expect([await resend(), await resend(), await resend()]).toEqual(['no refusal', 'no refusal', 'TOO_MANY_ATTEMPTS'])
  await portal.database.sql`
    update rate_limits set points = 200 where key = ${`invitationsByOrganization:${acme.id}`}`
  expect(await refusalOf(boss.portal.members.invite.mutate(invitee()))).toBe('TOO_MANY_ATTEMPTS')
})
