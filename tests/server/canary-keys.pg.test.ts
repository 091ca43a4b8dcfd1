// Keys of every state, and the passwords typed to see them, are looked for everywhere: in each row of each table, in the log, in
// what the stream says, and in whatever can be read.
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { jobs } from '#server/jobs/registry.ts'
import { issueKey } from '#tests/setup/access.ts'
import { clientFor, insertMember, insertOrganization } from '#tests/setup/organizations.ts'
import { insertStaff, openStarted, requestId, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
const logged: string[] = []
const password = `canary ${randomUUID()}`
const wrongPassword = `wrong canary ${randomUUID()}`

beforeAll(async () => {
  // Everything is logged, and nothing struck out on the way.
  portal = await startPortal({ log: pino({ level: 'trace' }, { write: (line) => logged.push(line) }) })
})
afterAll(() => portal.end())

/** A text as it could stand somewhere: plain, and as the bytes of a column are printed. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]
const found = (text: string, secrets: readonly string[]) =>
  secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)))

/** Every row of every table, jobs too, as text; by the table. */
async function readTables(): Promise<[table: string, rows: string][]> {
  const { sql } = portal.database
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  return Promise.all(
    tables.map(async ({ schema, name }): Promise<[string, string]> => {
      const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(`${schema}.${name}`)} t`
      return [`${schema}.${name}`, rows.map(({ row }) => row).join('\n')]
    }),
  )
}
const tablesWith = async (secrets: readonly string[]) =>
  (await readTables()).filter(([, rows]) => found(rows, secrets).length > 0).map(([table]) => table)

test('keys and passwords are found nowhere but in their place', async () => {
  const { sql } = portal.database
  const acme = (await insertOrganization(portal)).id
  const { id: ownerId } = await insertMember(portal, acme, 'super_admin', {
    passwordHash: await hashPassword(password),
  })
  const dev = await clientFor(portal, ownerId)
  const ana = await clientFor(portal, await insertStaff(portal, 'owner'))
  const tabs = await Promise.all([dev, ana].map(({ cookie }) => openStarted(portal, cookie)))
  const { credentials, passwords, apps } = dev.api.portal
  const reveal = async (keyId: string) => (await credentials.reveal.mutate({ keyId })).key
  const answers: unknown[] = []

  // One lives, rotated twice; one is revoked, one has expired, one was rotated out, one is warned of; one went with its app.
  const plan = { keyLifetimeDays: 90 }
  const issue = (facts: object = {}) => issueKey(portal, { ownerId, plan, ...facts })
  const issued = [await issue(), await issue(), await issue(), await issue(), await issue()] as const
  const [live, revoked, expired, warned, gone] = issued
  const keys = issued.map(({ key }) => key)
  for (const [version, overlapHours] of [
    [1, 24],
    [2, 1],
    [3, 0],
  ] as const) {
    const input = { id: live.credentialId, version, requestId: requestId(), overlapHours }
    answers.push(await credentials.rotate.mutate(input), await credentials.rotate.mutate(input))
    const present = (await apps.get.query({ id: live.appId })).approved[0]!.keys[0]!
    keys.push(await reveal(present.id))
  }
  answers.push(await ana.api.admin.credentials.revoke.mutate({ id: revoked.credentialId, version: 1 }))
  await sql`update credentials set expires_at = now() where id = ${expired.credentialId}`
  await sql`update credentials set expires_at = now() + interval '1 hour' where id = ${warned.credentialId}`
  await sql`update credential_keys set issued_at = now() - interval '89 days' where id = ${warned.keyId}`
  await jobs['credentials.sweep'].run(portal, {})
  await apps.remove.mutate({ id: gone.appId })
  expect(new Set(keys).size).toBe(8)

  // The password is typed, wrongly too, and over what refuses it.
  await sql`update sessions set password_typed_at = now() - interval '1 hour' where account_id = ${ownerId}`
  const { keyId } = warned
  expect(await refusalOf(credentials.reveal.mutate({ keyId }))).toBe('PASSWORD_NEEDED')
  expect(await refusalOf(passwords.confirm.mutate({ password: wrongPassword }))).toBe('WRONG_PASSWORD')
  expect(await refusalOf(tabs[0]!.api.portal.passwords.confirm.mutate({ password }))).toBe('HTTP_ONLY')
  await mutateRaw(portal, 'portal.passwords.confirm', `{"password":"${password}"`, dev.cookie)
  await passwords.confirm.mutate({ password })
  expect(await reveal(keyId)).toBe(warned.key)

  // Gateways ask, well and badly.
  for (const key of keys) {
    const url = 'https://nowhere.example/a'
    await fetch(`${portal.url}/verify`, { headers: { authorization: `Bearer ${key}`, 'x-original-url': url } })
    await fetch(`${portal.url}/verify?key=${key}`, {
      headers: { 'x-api-key': key, 'x-original-url': `${url}?key=${key}` },
    })
    answers.push(
      await (
        await fetch(`${portal.url}/trpc/portal.apps.list`, { headers: { authorization: `Bearer ${key}` } })
      ).text(),
    )
  }
  // What somebody broke is told to nobody in detail.
  await sql`update credential_keys set sealed = sealed_key where id = ${keyId}`
  await expect(reveal(keyId)).rejects.toThrow('Something went wrong on our side.')

  // All mails have left.
  const unsent = async () => (await sql`select 1 from mails where state in ('waiting', 'sending')`).length
  await expect.poll(unsent, { timeout: 10_000 }).toBe(0)
  const mails = await ana.api.admin.emails.list.query({})
  expect(new Set(mails.rows.map(({ template }) => template))).toContain('credential-expiring')
  for (const { id } of mails.rows) answers.push(await ana.api.admin.emails.get.query({ id }))
  for (const api of [dev.api.portal, ana.api.admin]) {
    const { rows } = await api.apps.list.query({})
    answers.push(rows)
    for (const { id } of rows) answers.push(await api.apps.get.query({ id }))
  }
  const { rows: reviews } = await ana.api.admin.reviews.list.query({ kind: 'access', state: 'decided' })
  for (const { id } of reviews) answers.push(await ana.api.admin.reviews.get.query({ id }))

  const secrets = [...keys, password, wrongPassword]
  expect(await tablesWith(secrets)).toEqual([])
  expect(found(logged.join(''), secrets)).toEqual([])
  expect(found(JSON.stringify(tabs.flatMap(({ messages }) => messages)), secrets)).toEqual([])
  expect(found(JSON.stringify(answers), secrets)).toEqual([])
  for (const tab of tabs) await tab.close()

  // And whoever looks is awake: in all of these places something is found that belongs there.
  expect(await tablesWith([warned.appId])).toEqual(
    expect.arrayContaining(['public.apps', 'public.events', 'public.audit_entries', 'public.mails']),
  )
  expect(await tablesWith([live.credentialId])).toContain('public.idempotency_keys')
  expect(logged.join('')).toContain('authenticate data')
  expect(JSON.stringify([tabs.map(({ messages }) => messages), answers])).toContain(warned.appId)
  await sql`insert into audit_entries (action, subject_kind, subject_id, detail) values ('planted', 'app', ${live.appId}, ${sql.json({ key: keys[0]! })})`
  expect(await tablesWith(keys)).toEqual(['public.audit_entries'])
}, 60_000)
