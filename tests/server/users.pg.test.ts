import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { stateOf, userActions, userStates, type UserState } from '#server/features/users/rules.ts'
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
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let defaultOrganization: string
let passwordHash: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  defaultOrganization = (await ana.admin.users.places.query())[0]!.id
  passwordHash = await hashPassword('a quiet lighthouse')
})
afterAll(() => portal.end())

const person = (over: object = {}) => ({
  requestId: requestId(),
  firstName: 'Erik',
  lastName: 'Dahl',
  email: `${randomUUID()}@nordpay.example`,
  organizationId: defaultOrganization,
  teamIds: [],
  role: 'team_member' as const,
  isActive: true,
  mustChangePassword: true,
  ...over,
})
const logIn = (email: string, password: string) =>
  refusalOf(clientOf(portal).portal.session.logIn.mutate({ email, password }))

/** Brings a person into a state by the ways that people take, and returns the id. */
const into: Record<UserState, () => Promise<string>> = {
  active: async () => (await insertDeveloper(portal, { passwordHash })).id,
  waiting: async () => {
    const review = await insertRegistration(portal)
    const [{ requesterId }] = (await portal.database
      .sql`select requester_id from reviews where id = ${review.id}`) as never as [{ requesterId: string }]
    await portal.database.sql`update accounts set password_hash = ${passwordHash} where id = ${requesterId}`
    return requesterId
  },
  rejected: async () => {
    const id = await into.waiting()
    const [review] = await portal.database.sql`select id, version from reviews where requester_id = ${id}`
    await ana.admin.reviews.reject.mutate({
      id: review!.id,
      version: review!.version,
      requestId: requestId(),
      reason: 'No.',
    })
    return id
  },
  'not-invited': async () => (await ana.admin.users.add.mutate(person())).id,
  invited: async () => {
    const id = await into['not-invited']()
    await ana.admin.invitations.send.mutate({ id })
    return id
  },
  deactivated: async () => {
    const id = await into.active()
    await ana.admin.users.deactivate.mutate({ id })
    return id
  },
}

describe('the five reasons of being inactive', () => {
  test.each(userStates)('%s: the page, the list and its filter agree', async (state) => {
    const id = await into[state]()
    expect((await ana.admin.users.get.query({ id })).state).toBe(state)
    const filtered = await ana.admin.users.list.query({ state })
    expect(filtered.rows.map((row) => row.id)).toContain(id)
    expect(filtered.rows.every((row) => row.state === state)).toBe(true)
  })

  const ways = { activate: 'active', deactivate: 'deactivated', invite: 'invited' } as const
  const calls = {
    activate: (id: string) => ana.admin.users.activate.mutate({ id }),
    deactivate: (id: string) => ana.admin.users.deactivate.mutate({ id }),
    invite: (id: string) => ana.admin.invitations.send.mutate({ id }),
  }
  const table = (['activate', 'deactivate', 'invite'] as const).flatMap((action) =>
    userStates.map((state) => [action, state] as const),
  )
  test.each(table)('%s somebody who is %s: as the rules say', async (action, state) => {
    const id = await into[state]()
    const isAllowed = (userActions[action] as readonly UserState[]).includes(state)
    expect(await refusalOf(calls[action](id))).toBe(isAllowed ? 'no refusal' : 'NOT_IN_THIS_STATE')
    // Inviting whoever waits settles the registration: their own password counts.
    const after = action === 'invite' && state === 'waiting' ? 'active' : ways[action]
    expect((await ana.admin.users.get.query({ id })).state).toBe(isAllowed ? after : state)
  })

  test.each(userStates)('%s: only the active log in, and a wrong password says nothing of the state', async (state) => {
    await portal.database.sql`delete from rate_limits`
    const { email } = await ana.admin.users.get.query({ id: await into[state]() })
    const told = {
      active: 'no refusal',
      waiting: 'WAITING_FOR_APPROVAL',
      rejected: 'REGISTRATION_REJECTED',
      deactivated: 'ACCOUNT_DEACTIVATED',
    }
    expect(await logIn(email, 'a quiet lighthouse')).toBe(told[state as keyof typeof told] ?? 'WRONG_CREDENTIALS')
    expect(await logIn(email, 'another lighthouse')).toBe('WRONG_CREDENTIALS')
  })

  test('the rule in code and the filter in SQL agree on every combination of facts', async () => {
    const { id } = await insertDeveloper(portal)
    for (let bits = 0; bits < 32; bits++) {
      const is = (n: number) => Boolean(bits & (1 << n))
      await portal.database.sql`
        update accounts
           set password_hash = ${is(0) ? passwordHash : null}, approved_at = case when ${is(1)} then now() end,
               rejected_at = case when ${is(2)} then now() end, deactivated_at = case when ${is(3)} then now() end,
               invited_at = case when ${is(4)} then now() end
         where id = ${id}`
      const at = (n: number) => (is(n) ? new Date() : null)
      const expected = stateOf({
        hasPassword: is(0),
        approvedAt: at(1),
        rejectedAt: at(2),
        deactivatedAt: at(3),
        invitedAt: at(4),
      })
      for (const state of userStates) {
        const { rows } = await ana.admin.users.list.query({ state })
        expect(
          rows.some((row) => row.id === id),
          `${bits} ${state}`,
        ).toBe(state === expected)
      }
    }
  })
})

describe('adding', () => {
  test('with a password: it must be changed first, opens nothing else, and dies unused in 24 hours', async () => {
    const input = person({ password: 'typed by somebody else' })
    const { id } = await ana.admin.users.add.mutate(input)
    const cookie = await signIn(portal, id)
    const developer = clientOf(portal, cookie)
    expect(await developer.portal.session.me.query()).toMatchObject({ mustChangePassword: true })
    expect(await refusalOf(developer.portal.profile.sessions.query())).toBe('PASSWORD_CHANGE_REQUIRED')
    await developer.portal.passwords.replace.mutate({ password: 'my very own words' })
    expect(await developer.portal.session.me.query()).toMatchObject({ mustChangePassword: false })
    expect(await logIn(input.email, 'typed by somebody else')).toBe('WRONG_CREDENTIALS')
    expect(await logIn(input.email, 'my very own words')).toBe('no refusal')

    const unused = person({ password: 'typed by somebody else' })
    const { id: unusedId } = await ana.admin.users.add.mutate(unused)
    await portal.database
      .sql`update accounts set password_expires_at = now() - interval '1 second' where id = ${unusedId}`
    expect(await logIn(unused.email, 'typed by somebody else')).toBe('WRONG_CREDENTIALS')
    expect((await ana.admin.users.get.query({ id: unusedId })).state).toBe('not-invited')
  })

  test('with a password that need not be changed: recorded, and the person’s own after the first log-in', async () => {
    const input = person({ password: 'typed by somebody else', mustChangePassword: false })
    const { id } = await ana.admin.users.add.mutate(input)
    expect(await logIn(input.email, 'typed by somebody else')).toBe('no refusal')
    const [account] = await portal.database.sql`select password_expires_at from accounts where id = ${id}`
    expect(account!.passwordExpiresAt).toBeNull()
    const [entry] = await portal.database
      .sql`select detail from audit_entries where subject_id = ${id} and action = 'user.added'`
    expect(entry!.detail).toEqual({ hasPassword: true, mustChangePassword: false })
  })

  test('a password or an invitation, never both, in either order', async () => {
    const { id } = await ana.admin.users.add.mutate(person({ password: 'typed by somebody else' }))
    expect(await refusalOf(ana.admin.invitations.send.mutate({ id }))).toBe('NOT_IN_THIS_STATE')
    const invited = await into.invited()
    const { firstName, lastName, version } = await ana.admin.users.get.query({ id: invited })
    // There is no way to type a password for somebody later: editing takes none.
    await ana.admin.users.edit.mutate({
      id: invited,
      version,
      firstName,
      lastName,
      organizationId: defaultOrganization,
      teamIds: [],
      role: 'team_member',
      ...({ password: 'typed by somebody else' } as object),
    })
    const [account] = await portal.database.sql`select password_hash from accounts where id = ${invited}`
    expect(account!.passwordHash).toBeNull()
  })

  test('an address is one account, however it is written; plus-addresses are their own', async () => {
    const email = `${randomUUID()}@nordpay.example`
    const { id } = await ana.admin.users.add.mutate(person({ email }))
    expect(await refusalOf(ana.admin.users.add.mutate(person({ email: email.toUpperCase() })))).toBe('EMAIL_TAKEN')
    expect(await refusalOf(ana.admin.users.add.mutate(person({ email: email.replace('nordpay', 'ｎordpay') })))).toBe(
      'EMAIL_TAKEN',
    )
    const plus = await ana.admin.users.add.mutate(person({ email: email.replace('@', '+api@') }))
    expect(plus.id).not.toBe(id)
  })
})

test('editing never touches the password, acts at once, and is refused on an old version', async () => {
  const id = await into.active()
  const { version, email } = await ana.admin.users.get.query({ id })
  const edit = {
    id,
    version,
    firstName: 'New',
    lastName: 'Name',
    organizationId: defaultOrganization,
    teamIds: [],
    role: 'team_member' as const,
  }
  expect(await ana.admin.users.edit.mutate(edit)).toMatchObject({ firstName: 'New', version: version + 1 })
  expect(await refusalOf(ana.admin.users.edit.mutate(edit))).toBe('USER_CHANGED')
  expect(await logIn(email, 'a quiet lighthouse')).toBe('no refusal')
  const { teams } = await ana.admin.users.get.query({ id })
  expect(teams.map(({ name }) => name)).toEqual(['Default organization All users'])
})

test('deactivating ends two tabs and their sockets before it is answered; a stale click is refused', async () => {
  const id = await into.active()
  const cookies = [await signIn(portal, id), await signIn(portal, id)]
  const tabs = await Promise.all(cookies.map((cookie) => openStarted(portal, cookie)))
  await ana.admin.users.deactivate.mutate({ id })
  expect(portal.sockets.count()).toBe(0)
  for (const tab of tabs) expect(await tab.closedWith).toBe(4401)
  for (const cookie of cookies)
    expect(await refusalOf(clientOf(portal, cookie).portal.profile.sessions.query())).toBe('NOT_SIGNED_IN')
  const [mail] = await portal.database
    .sql`select template from mails where account_id = ${id} order by created_at desc limit 1`
  expect(mail!.template).toBe('account-deactivated')
})

test('an invitation settles a waiting registration: decided once, no other mail, the queue is told', async () => {
  const id = await into.waiting()
  await ana.admin.invitations.send.mutate({ id })
  const [review] = await portal.database.sql`select state, undo_until from reviews where requester_id = ${id}`
  expect(review).toMatchObject({ state: 'approved', undoUntil: null })
  const mails = await portal.database.sql`select template from mails where account_id = ${id}`
  expect(mails.map(({ template }) => template)).toEqual(['invitation'])
})

test('deleting leaves nothing behind: sessions, reviews, mails, tokens; the queue and the counts follow', async () => {
  const id = await into.waiting()
  const before = await ana.admin.reviews.counts.query()
  expect(await ana.admin.users.previewDeletion.query({ id })).toEqual({
    sessions: 0,
    openReviews: 1,
    mails: 0,
    appsGone: { apps: 0, credentials: 0, requests: 0 },
    appsKept: 0,
  })
  await ana.admin.users.remove.mutate({ id })
  expect(await refusalOf(ana.admin.users.get.query({ id }))).toBe('NOT_FOUND')
  const [left] = await portal.database.sql`
    select (select count(*)::int from reviews where requester_id = ${id}) as reviews,
           (select count(*)::int from team_members where account_id = ${id}) as memberships`
  expect(left).toEqual({ reviews: 0, memberships: 0 })
  expect((await ana.admin.reviews.counts.query()).all).toBe(before.all - 1)
})

describe('portal admins', () => {
  test('two owners who demote each other leave one', async () => {
    const owners = [await insertStaff(portal, 'owner', 'Olga'), await insertStaff(portal, 'owner', 'Otto')]
    await portal.database
      .sql`update accounts set staff_role = 'auditor' where staff_role = 'owner' and id <> all(${owners})`
    const clients = await Promise.all(owners.map(async (id) => clientOf(portal, await signIn(portal, id))))
    const demote = (n: number) =>
      refusalOf(
        clients[n]!.admin.staff.change.mutate({
          id: owners[1 - n]!,
          version: 1,
          role: 'auditor',
        }),
      )
    const results = await Promise.all([demote(0), demote(1)])
    const [left] = await portal.database.sql`select count(*)::int as count from accounts where staff_role = 'owner'`
    expect(left!.count).toBe(1)
    expect(results.filter((code) => code === 'no refusal')).toHaveLength(1)
    const last = clients[results.indexOf('no refusal')]!
    const self = owners[results.indexOf('no refusal')]!
    expect(await refusalOf(last.admin.staff.remove.mutate({ id: self }))).toBe('LAST_OWNER')
  })

  test('a changed role acts at once: the socket is closed and the old right refused', async () => {
    const owner = await staffClient(portal, 'owner', 'Olga')
    const id = await insertStaff(portal, 'approver', 'Ben')
    const cookie = await signIn(portal, id)
    const tab = await openStarted(portal, cookie)
    await owner.admin.staff.change.mutate({ id, version: 1, role: 'auditor' })
    expect(await tab.closedWith).toBe(4401)
    const review = await insertRegistration(portal)
    const approve = clientOf(portal, cookie).admin.reviews.approve.mutate({
      id: review.id,
      version: review.version,
      requestId: requestId(),
    })
    expect(await refusalOf(approve)).toBe('NOT_ALLOWED')
  })
})
