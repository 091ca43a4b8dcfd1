// Publishing what mails say: who wins, who is told, what is kept, and what never gets out.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readDefault } from '#emails/sources.ts'
import type { WordingSource } from '#emails/wording.ts'
import { wordingNames, type WordingName } from '#server/features/wordings/schema.ts'
import { insertDeveloper, insertStaff, openStarted, signIn, staffClient, startPortal } from '#tests/setup/portal.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

vi.setConfig({ testTimeout: rounds(60_000, 600_000) })

let portal: Portal
let ben: Awaited<ReturnType<typeof staffClient>>
let olga: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  ben = await staffClient(portal, 'owner', 'Ben')
  olga = await staffClient(portal, 'owner', 'Olga')
})
afterAll(() => portal.end())

const get = (name: WordingName) => ben.admin.wordings.get.query({ name })
/** The wording on the screen, changed. */
async function changed(name: WordingName, over: Partial<WordingSource>) {
  const { version, source } = await get(name)
  return { name, version, source: { ...source, ...over } }
}
const publish = async (name: WordingName, over: Partial<WordingSource>) =>
  ben.admin.wordings.publish.mutate(await changed(name, over))

test('before anybody publishes, every mail says what Gatehouse brings', async () => {
  const rows = await ben.admin.wordings.list.query()
  expect(rows).toHaveLength(wordingNames.length)
  expect(rows.every(({ isDefault, version }) => isDefault && version === 0)).toBe(true)
  expect(rows.at(-1)).toMatchObject({ name: 'layout', subject: '' })
  const invitation = await get('invitation')
  expect(invitation.source).toEqual(await readDefault('invitation'))
  expect(invitation.defaultSource).toEqual(invitation.source)
  expect(invitation.facts.find(({ name }) => name === 'acceptUrl')).toMatchObject({ kind: 'link' })
})

test('what is published holds, with who published it and when', async () => {
  const before = await get('password-changed')
  const after = await publish('password-changed', { subject: 'A new password at {{portalName}}' })
  expect(after).toMatchObject({
    version: before.version + 1,
    isDefault: false,
    subject: 'A new password at {{portalName}}',
    publishedBy: { name: 'Ben owner' },
    source: { ...before.source, subject: 'A new password at {{portalName}}' },
    defaultSource: before.source,
  })
  const rows = await olga.admin.wordings.list.query()
  expect(rows.find(({ name }) => name === 'password-changed')).toMatchObject({
    isDefault: false,
    version: after.version,
  })
  const [entry] = await portal.database.sql`
    select first_name, detail from audit_entries join accounts on accounts.id = actor_id
     where action = 'wording.published' order by audit_entries.id desc limit 1`
  expect(entry).toEqual({
    firstName: 'Ben',
    detail: { name: 'password-changed', version: after.version, isDefault: false },
  })
})

test('a publication is heard by other admins at once, and by nobody else', async () => {
  const admin = await openStarted(portal, await signIn(portal, await insertStaff(portal, 'auditor')))
  const developer = await openStarted(portal, await signIn(portal, (await insertDeveloper(portal)).id))
  const { version } = await publish('account-deactivated', { preview: 'You cannot log in.' })
  const { version: saved } = await ben.admin.settings.get.query()
  await ben.admin.settings.save.mutate({ ...(await ben.admin.settings.get.query()), version: saved })
  await admin.until(({ events }) => events.length > 0)
  // Everybody hears the settings, which came later.
  await developer.until(({ events }) => events.length > 0)
  expect(admin.events[0]).toEqual({ kind: 'wording.changed', name: 'account-deactivated', version })
  expect(developer.events.map(({ kind }) => kind)).toEqual(['public-settings.saved'])
  await Promise.all([admin.close(), developer.close()])
})

test('what is broken is refused with all its lines, and the last good wording stays', async () => {
  const before = await publish('role-changed', { subject: 'Your role' })
  const source = {
    ...before.source,
    subject: 'Your {{rolle}}',
    body: `${before.source.body}\n<mj-text>Hello {{fristName}}</mj-text>\n<script>alert(1)</script>`,
  }
  const lines = before.source.body.split('\n').length
  const input = { name: 'role-changed' as const, version: before.version, source }
  const refused = await ben.admin.wordings.publish.mutate(input).catch((error: unknown) => error)
  expect(refused).toMatchObject({ data: { refusal: { code: 'WORDING_BROKEN' } } })
  const { problems } = (refused as { data: { refusal: { detail: { problems: object[] } } } }).data.refusal.detail
  expect(problems).toContainEqual(expect.objectContaining({ field: 'subject', line: 1, severity: 'error' }))
  expect(problems).toContainEqual(expect.objectContaining({ field: 'body', line: lines + 1, severity: 'error' }))
  expect(problems).toContainEqual(expect.objectContaining({ field: 'body', line: lines + 2, severity: 'error' }))
  expect(await refusalOf(ben.admin.wordings.sendTest.mutate(input))).toBe('WORDING_BROKEN')
  expect(await get('role-changed')).toEqual(before)
})

test('of two owners who publish at the same moment one wins, and the other is shown what was published', async () => {
  for (let round = 0; round < rounds(5, 100); round++) {
    const start = await changed('invitation', {})
    const subjected = (subject: string) => ({ ...start, source: { ...start.source, subject } })
    const results = await Promise.allSettled([
      ben.admin.wordings.publish.mutate(subjected(`Ben ${round}`)),
      olga.admin.wordings.publish.mutate(subjected(`Olga ${round}`)),
    ])
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(won).toMatchObject([{ version: start.version + 1 }])
    expect(lost).toMatchObject([
      { data: { refusal: { code: 'WORDING_CHANGED', detail: { wording: { subject: won[0]!.subject } } } } },
    ])
    const now = await get('invitation')
    expect(now).toMatchObject({ version: start.version + 1, subject: won[0]!.subject })
  }
  const versions = await ben.admin.wordings.versions.query({ name: 'invitation' })
  expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length)
})

test('the default and an earlier version come back as new versions, and nothing is forgotten', async () => {
  const first = await publish('access-approved', { subject: 'First' })
  const second = await publish('access-approved', { subject: 'Second' })
  const name = 'access-approved'
  const restored = await ben.admin.wordings.restore.mutate({ name, version: second.version, from: null })
  expect(restored).toMatchObject({ version: second.version + 1, isDefault: true, source: first.defaultSource })
  const again = await ben.admin.wordings.restore.mutate({ name, version: restored.version, from: first.version })
  expect(again).toMatchObject({ version: second.version + 2, isDefault: false, subject: 'First' })
  const versions = await olga.admin.wordings.versions.query({ name })
  expect(versions.map(({ version, source }) => [version, source?.subject ?? null])).toEqual([
    [second.version + 2, 'First'],
    [restored.version, null],
    [second.version, 'Second'],
    [first.version, 'First'],
  ])
  const restore = (version: number, from: number) => ben.admin.wordings.restore.mutate({ name, version, from })
  expect(await refusalOf(restore(again.version, 999))).toBe('NOT_FOUND')
  expect(await refusalOf(restore(second.version, first.version))).toBe('WORDING_CHANGED')
})

test('fifty versions are kept, and numbers are never given twice', async () => {
  const { sql } = portal.database
  const { version, source } = await publish('credential-expired', { subject: 'The newest' })
  await sql`
    insert into mail_wordings (template, version, source)
    select 'credential-expired', ${version} + n, ${sql.json(source as never)} from generate_series(1, 60) n`
  const last = await publish('credential-expired', { subject: 'After sixty' })
  expect(last.version).toBe(version + 61)
  const versions = await ben.admin.wordings.versions.query({ name: 'credential-expired' })
  expect(versions.map((one) => one.version)).toEqual(Array.from({ length: 50 }, (_, n) => last.version - n))
  expect(await sql`select 1 from mail_wordings where template = 'credential-expired'`).toHaveLength(50)
})

test('a layout that does not say where the mail stands is refused', async () => {
  const { source } = await get('layout')
  expect(await refusalOf(publish('layout', { body: source.body.replace('{{> body}}', '') }))).toBe('WORDING_BROKEN')
  const { version } = await publish('layout', { text: '{{> body}}\n\n----\n{{why}}\nPolder APIs, Rotterdam' })
  expect(version).toBe(1)
  expect(await ben.admin.wordings.restore.mutate({ name: 'layout', version, from: null })).toMatchObject({ source })
})

/** Each by itself can be published; together no mail program would take them. */
async function heavyOnes() {
  const { source: layout } = await get('layout')
  const { source: mail } = await get('organization-rejected')
  return {
    layout: {
      body: layout.body.replace('{{> body}}', `<mj-text>${'Rotterdam '.repeat(3_000)}</mj-text>\n{{> body}}`),
    },
    mail: { body: `${mail.body}\n<mj-text>${'{{reason}} '.repeat(36)}</mj-text>` },
  }
}

test('a mail and a layout that are published at once have been checked together', async () => {
  const { layout, mail } = await heavyOnes()
  const calls = await portal.database.inTransaction(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('gatehouse wordings'))`
    const waiting = async () => (await tx`select 1 from pg_locks where locktype = 'advisory' and not granted`).length
    const isChecked = (count: number) => expect.poll(waiting, { timeout: 50_000 }).toBe(count)
    const first = refusalOf(publish('layout', layout))
    await isChecked(1)
    const second = refusalOf(publish('organization-rejected', mail))
    // Checked as well by now, in the layout before that one.
    await isChecked(2)
    return { first, second }
  })
  expect(await calls.first).toBe('no refusal')
  expect(await calls.second).toBe('WORDING_BROKEN')
})

test('a layout that a published mail would not survive is refused, and says which mail', async () => {
  await ben.admin.wordings.restore.mutate({ name: 'layout', version: (await get('layout')).version, from: null })
  const { layout, mail } = await heavyOnes()
  await publish('organization-rejected', mail)
  await expect(publish('layout', layout)).rejects.toMatchObject({
    data: {
      refusal: {
        code: 'WORDING_BROKEN',
        detail: { problems: [{ field: 'body', sentence: expect.stringContaining('“organization-rejected”') }] },
      },
    },
  })
})
