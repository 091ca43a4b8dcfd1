import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SettingsInput } from '#server/features/settings/schema.ts'
import { insertStaff, openStarted, signIn, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

vi.setConfig({ testTimeout: rounds(15_000, 180_000) })

let portal: Portal
let ben: Awaited<ReturnType<typeof staffClient>>
let olga: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  ben = await staffClient(portal, 'owner', 'Ben')
  olga = await staffClient(portal, 'owner', 'Olga')
})
afterAll(() => portal.end())

const current = async (over: Partial<SettingsInput> = {}) => ({ ...(await ben.admin.settings.get.query()), ...over })

test('the defaults are the product’s', async () => {
  expect(await current()).toMatchObject({
    portalVisibility: 'public',
    registerEnabled: true,
    signInEnabled: true,
    autoApproveRegistrations: false,
    requiresConfirmedEmail: false,
    invitationDays: 7,
    undoSeconds: 10,
    passwordLength: 12,
  })
})

test('a save reaches strangers and staff at once, strangers only with what everybody may know', async () => {
  const stranger = await openStarted(portal)
  const auditor = await openStarted(portal, await signIn(portal, await insertStaff(portal, 'auditor')))
  const saved = await ben.admin.settings.save.mutate(await current({ portalName: 'Polder APIs', undoSeconds: 7 }))
  await auditor.until(({ events }) => events.length === 2)
  await stranger.until(({ events }) => events.length === 1)
  expect(auditor.events[0]).toMatchObject({
    kind: 'settings.saved',
    settings: { undoSeconds: 7, savedBy: { name: 'Ben owner' } },
  })
  expect(stranger.events).toEqual([auditor.events[1]])
  const [event] = stranger.events as unknown as [{ settings: object }]
  expect(event).toMatchObject({
    kind: 'public-settings.saved',
    settings: { portalName: 'Polder APIs', version: saved.version },
  })
  expect(Object.keys(event.settings)).not.toEqual(expect.arrayContaining(['undoSeconds']))
  expect(JSON.stringify(event)).not.toMatch(/Ben|autoApprove|sender/)
  await Promise.all([stranger.close(), auditor.close()])
})

test('what waits turns amber and red after so many hours, and reasons are kept as they are typed', async () => {
  expect(await current()).toMatchObject({ amberHours: 24, redHours: 72, rejectReasons: { length: 3 } })
  const rejectReasons = ['Not “now”, {sorry}.', 'One,\ntwo \\ "three"', '“Καλημέρα”']
  const saved = await ben.admin.settings.save.mutate(await current({ amberHours: 4, redHours: 4, rejectReasons }))
  expect(saved).toMatchObject({ amberHours: 4, redHours: 4, rejectReasons })
  expect(await ben.admin.settings.save.mutate(await current({ rejectReasons: [] }))).toMatchObject({
    rejectReasons: [],
  })
})

test('staff are reminded after so many hours, or never; a save that says nothing of it changes nothing', async () => {
  const { reminderHours, ...others } = await current()
  expect(reminderHours).toBe(72)
  expect(await ben.admin.settings.save.mutate({ ...others, reminderHours: null })).toMatchObject({
    reminderHours: null,
  })
  const { reminderHours: _, ...silent } = await current()
  expect(await ben.admin.settings.save.mutate(silent)).toMatchObject({ reminderHours: null })
  expect(await ben.admin.settings.save.mutate(await current({ reminderHours: 48 }))).toMatchObject({
    reminderHours: 48,
  })
})

test('nothing turns red before it turns amber, whichever of the two is changed', async () => {
  await ben.admin.settings.save.mutate(await current({ amberHours: 10, redHours: 20 }))
  const { amberHours: _, ...withoutAmber } = await current({ redHours: 9 })
  const { redHours: __, ...withoutRed } = await current({ amberHours: 21 })
  for (const one of [withoutAmber, withoutRed])
    expect(await refusalOf(ben.admin.settings.save.mutate(one))).toBe('RED_BEFORE_AMBER')
  expect(await current()).toMatchObject({ amberHours: 10, redHours: 20 })
})

test('a save is recorded with what was before and after, and who did it', async () => {
  const before = await current()
  await olga.admin.settings.save.mutate({ ...before, registerEnabled: false })
  const [entry] = await portal.database.sql`
    select first_name, detail -> 'before' ->> 'registerEnabled' as before, detail -> 'after' ->> 'registerEnabled' as after
      from audit_entries join accounts on accounts.id = actor_id
     where action = 'settings.saved' order by audit_entries.id desc limit 1`
  expect(entry).toEqual({ firstName: 'Olga', before: 'true', after: 'false' })
})

test('of two saves at the same moment one wins, and the other is shown what was saved', async () => {
  for (let round = 0; round < rounds(10, 200); round++) {
    const start = await current()
    const results = await Promise.allSettled([
      ben.admin.settings.save.mutate({ ...start, portalName: `Ben ${round}` }),
      olga.admin.settings.save.mutate({ ...start, portalName: `Olga ${round}` }),
    ])
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect([won.length, lost.length]).toEqual([1, 1])
    expect(lost[0].data.refusal).toEqual({ code: 'SETTINGS_CHANGED', detail: { settings: won[0] } })
    expect(await current()).toEqual(won[0])
    const [entries] = await portal.database.sql`
      select count(*)::int as count from audit_entries
       where action = 'settings.saved' and detail -> 'after' ->> 'version' = ${String(start.version)}`
    expect(entries!.count).toBe(1)
  }
})

test('a refused save changes nothing and says nothing', async () => {
  const start = await current()
  const [before] = await portal.database
    .sql`select count(*)::int as count from events where kind like '%settings.saved'`
  expect(
    await refusalOf(ben.admin.settings.save.mutate({ ...start, version: start.version - 1, portalName: 'Late' })),
  ).toBe('SETTINGS_CHANGED')
  const [after] = await portal.database.sql`select count(*)::int as count from events where kind like '%settings.saved'`
  expect([await current(), after]).toEqual([start, before])
})

test.each<[string, object]>([
  ['a name with a line break', { portalName: 'Polder\r\nBcc: x@example.com' }],
  ['a name with a link', { portalName: 'https://evil.example' }],
  ['an empty name', { portalName: ' ' }],
  ['a longer undo than a minute', { undoSeconds: 61 }],
  ['a shorter password than twelve', { passwordLength: 11 }],
  ['red before amber', { amberHours: 5, redHours: 4 }],
  ['no hour at all', { amberHours: 0 }],
  ['a reminder at once', { reminderHours: 0 }],
  ['an empty reason', { rejectReasons: ['Yes.', ' '] }],
  ['21 reasons', { rejectReasons: Array.from({ length: 21 }, (_, n) => `Reason ${n}`) }],
  ['two senders', { senderAddress: 'a@example.com, b@example.com' }],
  ['a sender’s name with a line break', { senderName: 'Polder\nBcc: x@example.com' }],
])('refuses %s', async (_, over) => {
  const error = await ben.admin.settings.save.mutate({ ...(await current()), ...over }).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ data: { httpStatus: 400 } })
})

test.each(['auditor', 'approver'] as const)('an %s reads them and may not save', async (role) => {
  const client = await staffClient(portal, role)
  expect(await client.admin.settings.get.query()).toEqual(await current())
  expect(await refusalOf(client.admin.settings.save.mutate(await current()))).toBe('NOT_ALLOWED')
})
