// The links of mails: minted at sending, spent once, dead when expired, superseded or revoked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashToken } from '#server/trpc.ts'
import {
  clientOf,
  insertDeveloper,
  insertStaff,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { mutateRaw } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  ana = await staffClient(portal, 'approver', 'Ana')
})
afterAll(() => portal.end())

const password = 'a quiet lighthouse'
const linkIn = async (accountId: string, template: string): Promise<string> => {
  const find = async () => {
    const [mail] = await portal.database.sql<{ bodyText: string }[]>`
      select body_text from mails where account_id = ${accountId} and template = ${template} and state = 'sent' order by created_at desc limit 1`
    return mail?.bodyText
  }
  await expect.poll(find, { timeout: 10_000 }).toContain('token=')
  return /token=([\w-]+)/.exec((await find())!)![1]!
}
const statusOf = async (path: string, input: object) => (await mutateRaw(portal, path, input)).status

const purposes = {
  confirm: 'portal.registrations.confirm',
  invitation: 'portal.invitations.accept',
  reset: 'portal.passwords.reset',
} as const

describe.each(Object.entries(purposes))('%s', (purpose, path) => {
  test('each of many tokens, posted eight times at once, is spent once', async () => {
    const total = rounds(20, 1_000)
    for (let n = 0; n < total; n++) {
      await portal.database.sql`delete from rate_limits`
      const { id } = await insertDeveloper(portal)
      const token = `${purpose}-token-of-round-${n}-padded`
      await portal.database.sql`
        insert into mail_tokens (token_hash, purpose, account_id, expires_at) values (${hashToken(token)}, ${purpose}, ${id}, now() + interval '1 hour')`
      await portal.database.sql`insert into invitations (account_id) values (${id})`
      const answers = await Promise.all(Array.from({ length: 8 }, () => statusOf(path, { token, password })))
      expect(answers.toSorted(), `round ${n}`).toEqual([200, 404, 404, 404, 404, 404, 404, 404])
    }
  }, 600_000)

  test('an expired one is refused by the database’s clock', async () => {
    const { id } = await insertDeveloper(portal)
    const token = `${purpose}-expired-token-padded`
    await portal.database.sql`
      insert into mail_tokens (token_hash, purpose, account_id, expires_at) values (${hashToken(token)}, ${purpose}, ${id}, now() - interval '1 second')`
    await portal.database.sql`insert into invitations (account_id) values (${id})`
    expect(await statusOf(path, { token, password })).toBe(404)
  })
})

test('a GET or a HEAD of any mail link changes nothing: mail scanners follow links', async () => {
  const { id } = await insertDeveloper(portal)
  await portal.database.sql`
    insert into mail_tokens (token_hash, purpose, account_id, expires_at)
    select md5(purpose), purpose, ${id}, now() + interval '1 hour' from unnest(array['confirm', 'invitation', 'reset']) as purpose`
  const before = await portal.database.sql`select token_hash from mail_tokens order by 1`
  for (const page of ['confirm', 'invitation', 'reset/code', 'register/status']) {
    for (const method of ['GET', 'HEAD'])
      await fetch(`${portal.url}/auth/${page}?token=confirm-token-padded-out`, { method })
  }
  expect(await portal.database.sql`select token_hash from mail_tokens order by 1`).toEqual(before)
})

test('an invitation: names who invites into what, sets a new password, confirms the address, ends what was open', async () => {
  const { id, email } = await insertDeveloper(portal, { approved: false, confirmed: false })
  await ana.admin.invitations.send.mutate({ id })
  const token = await linkIn(id, 'invitation')
  const open = await clientOf(portal).portal.invitations.open.mutate({ token })
  expect(open).toMatchObject({ email, invitedBy: 'Ana approver', into: 'Default organization', isStaff: false })
  const days = (new Date(open.expiresAt).getTime() - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.9)
  expect(days).toBeLessThan(7.1)
  const cookie = await signIn(portal, id)
  await clientOf(portal).portal.invitations.accept.mutate({ token, password })
  expect(await clientOf(portal, cookie).portal.session.me.query()).toBeNull()
  await clientOf(portal).portal.session.logIn.mutate({ email, password })
  expect(await ana.admin.users.get.query({ id })).toMatchObject({
    state: 'active',
    emailConfirmed: true,
    invitation: null,
  })
})

test('resending kills the old link, revoking the new one', async () => {
  const { id } = await insertDeveloper(portal, { approved: false })
  await ana.admin.invitations.send.mutate({ id })
  const first = await linkIn(id, 'invitation')
  await ana.admin.invitations.send.mutate({ id })
  expect(await statusOf('portal.invitations.accept', { token: first, password })).toBe(404)
  await expect.poll(() => linkIn(id, 'invitation'), { timeout: 10_000 }).not.toBe(first)
  const second = await linkIn(id, 'invitation')
  await ana.admin.invitations.revoke.mutate({ id })
  expect(await statusOf('portal.invitations.accept', { token: second, password })).toBe(404)
  expect((await ana.admin.users.get.query({ id })).state).toBe('not-invited')
  expect((await ana.admin.invitations.list.query()).some((row) => row.id === id)).toBe(false)
})

test('a reset: one hour, one use, ends all sessions, tells the owner; unknown addresses get the same answer and no mail', async () => {
  const id = await insertStaff(portal, 'auditor', 'Ida')
  const [account] = await portal.database.sql<{ email: string }[]>`select email from accounts where id = ${id}`
  const unknown = await mutateRaw(portal, 'portal.passwords.requestReset', { email: 'nobody@example.com' })
  const known = await mutateRaw(portal, 'portal.passwords.requestReset', { email: account!.email })
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
  const token = await linkIn(id, 'password-reset')
  const cookie = await signIn(portal, id)
  expect(await statusOf('portal.passwords.reset', { token, password })).toBe(200)
  expect(await clientOf(portal, cookie).portal.session.me.query()).toBeNull()
  expect(await statusOf('portal.passwords.reset', { token, password })).toBe(404)
  await clientOf(portal).portal.session.logIn.mutate({ email: account!.email, password })
  const mails = await portal.database.sql`select template from mails where account_id = ${id} order by created_at`
  expect(mails.map(({ template }) => template)).toEqual(['password-reset', 'password-changed'])
  const [stranger] = await portal.database
    .sql`select count(*)::int as count from mails where to_address = 'nobody@example.com'`
  expect(stranger!.count).toBe(0)
})

test('a reset that could not be sent within an hour is dropped as expired', async () => {
  const { id, email } = await insertDeveloper(portal)
  const [mail] = await portal.database.sql`
    insert into mails (template, account_id, to_name, to_address, facts, created_at)
    values ('password-reset', ${id}, 'Dev', ${email}, '{"firstName": "Dev"}', now() - interval '61 minutes') returning id`
  const { sendMail } = await import('#server/features/emails/jobs.ts')
  await sendMail(portal, mail!.id)
  const [after] = await portal.database.sql`select state from mails where id = ${mail!.id}`
  expect(after!.state).toBe('cancelled')
})

test('changing one’s own password needs the current one, ends the other sessions and tells the owner', async () => {
  const { hashPassword } = await import('#server/features/auth/passwords.ts')
  const { id } = await insertDeveloper(portal, { passwordHash: await hashPassword(password) })
  const [own, other] = [await signIn(portal, id), await signIn(portal, id)]
  const developer = clientOf(portal, own)
  const change = (currentPassword: string) =>
    developer.portal.passwords.change.mutate({ currentPassword, password: 'some other words here' })
  await expect(change('wrong')).rejects.toThrow('That is not your current password.')
  await change(password)
  expect(await developer.portal.session.me.query()).not.toBeNull()
  expect(await clientOf(portal, other).portal.session.me.query()).toBeNull()
  expect((await developer.portal.profile.sessions.query()).map(({ isCurrent }) => isCurrent)).toEqual([true])
})

test('a person ends one other session, all others, and nobody else’s', async () => {
  const [mine, theirs] = [await insertDeveloper(portal), await insertDeveloper(portal)]
  const developer = clientOf(portal, await signIn(portal, mine.id))
  await signIn(portal, mine.id)
  await signIn(portal, theirs.id)
  const other = (await developer.portal.profile.sessions.query()).find(({ isCurrent }) => !isCurrent)!
  await developer.portal.profile.endSession.mutate({ id: other.id })
  const [foreign] = await portal.database.sql<{ id: string }[]>`select id from sessions where account_id = ${theirs.id}`
  await expect(developer.portal.profile.endSession.mutate({ id: foreign!.id })).rejects.toThrow()
  await signIn(portal, mine.id)
  await developer.portal.profile.endOtherSessions.mutate()
  expect(await developer.portal.profile.sessions.query()).toHaveLength(1)
})
