// What an author sees before anybody else: the mail with samples or real facts, in a frame that can do nothing.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readDefault } from '#emails/sources.ts'
import type { WordingSource } from '#emails/wording.ts'
import { framedField, type WordingName } from '#server/features/wordings/schema.ts'
import { tidyUp } from '#server/jobs/tidy-up.ts'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { clientOf, insertDeveloper, insertStaff, requestId, signIn, startPortal } from '#tests/setup/portal.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { callRaw, refusalOf } from '#tests/setup/raw-call.ts'
import { jpeg, losslessWebp, pixel } from '#tests/setup/uploads.ts'

vi.setConfig({ testTimeout: 120_000 })

let portal: Portal
let owner: string
let auditor: string
let developer: string

beforeAll(async () => {
  portal = await startPortal()
  owner = await signIn(portal, await insertStaff(portal, 'owner'))
  auditor = await signIn(portal, await insertStaff(portal, 'auditor'))
  developer = await signIn(portal, (await insertDeveloper(portal)).id)
})
afterAll(() => portal.end())
beforeEach(() => portal.database.sql`delete from rate_limits`)

const api = () => clientOf(portal, owner).admin
async function tried(name: WordingName, over: Partial<WordingSource> = {}, mailId: string | null = null) {
  const { source } = await api().wordings.get.query({ name })
  return { name, source: { ...source, ...over }, mailId }
}
const frame = (input: object, cookie = auditor, headers: Record<string, string | undefined> = {}) =>
  callRaw(portal, '/mails/preview', {
    body: new URLSearchParams({ [framedField]: JSON.stringify({ scheme: 'light', ...input }) }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

test('a wording is shown with samples, and every problem that is no error beside it', async () => {
  const input = await tried('invitation', { subject: 'Come in, {{firstName}}', text: 'No link here.' })
  const { problems, shown } = await api().wordings.preview.mutate(input)
  expect(shown).toMatchObject({ subject: 'Come in, Maria', text: expect.stringContaining('No link here.') })
  expect(shown!.preview).not.toBe('')
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true)
  const broken = await api().wordings.preview.mutate(await tried('invitation', { subject: '{{gone}}' }))
  expect(broken).toMatchObject({ problems: [{ field: 'subject', line: 1, severity: 'error' }], shown: null })
})

test('a mail that was sent lends its facts, and none of its links', async () => {
  const people = await createApplicants(portal)
  const input = applicant({ firstName: 'Ottilie' })
  await people.register(input)
  const kept = async () => {
    const [mail] = await portal.database.sql<{ id: string; bodyText: string }[]>`
      select id, body_text from mails where to_address = ${input.email} and template = 'confirm-address' and state = 'sent'`
    return mail
  }
  await expect.poll(kept, { timeout: 60_000 }).toBeDefined()
  const { id, bodyText } = (await kept())!
  const [, token] = /token=([\w-]+)/.exec(bodyText)!
  const { recent } = await api().wordings.get.query({ name: 'confirm-address' })
  expect(recent).toMatchObject([{ id, toName: 'Ottilie Lindqvist' }])
  const real = await tried('confirm-address', {}, id)
  const { shown } = await api().wordings.preview.mutate(real)
  expect(shown!.text).toContain('Hello Ottilie,')
  expect(shown!.text).not.toContain(token)
  const { text } = await frame(real)
  expect(text).toContain('Ottilie')
  expect(text).not.toContain(token)
  // Not a mail of this kind, and none at all.
  for (const mailId of [id, requestId()])
    expect(await refusalOf(api().wordings.preview.mutate(await tried('invitation', {}, mailId)))).toBe('NOT_FOUND')
})

test('the layout is shown around a mail, and the brand before it is saved', async () => {
  const layout = await tried('layout', { text: '{{> body}}\n\n{{why}}\nRotterdam' })
  const around = { ...layout, around: 'password-reset' as const }
  const { shown } = await api().wordings.preview.mutate(around)
  expect(shown!.text).toMatch(/reset[\s\S]*Rotterdam/i)
  const brand = { portalName: 'Polder', accent: '#0a6b3a', logoId: null }
  const { text } = await frame({ ...around, brand })
  expect(text).toContain('Polder')
  expect(text).toContain('#0a6b3a')
  expect((await frame(around)).text).not.toContain('#0a6b3a')
})

test('the frame shows either scheme on any machine', async () => {
  const input = await tried('password-changed')
  const { body } = await readDefault('password-changed')
  const said = /<h1>(.*?)<\/h1>/.exec(body)![1]!
  const [light, dark] = [await frame({ ...input, scheme: 'light' }), await frame({ ...input, scheme: 'dark' })]
  for (const { status, text } of [light, dark]) {
    expect(status).toBe(200)
    expect(text).toContain(said)
    expect(text).not.toContain('prefers-color-scheme')
    expect(text).not.toMatch(/color-scheme[^;>]*light dark/)
  }
  expect(light.text).toContain('@media (max-width: 0)')
  expect(dark.text).toContain('@media (min-width: 0)')
})

test('the frame runs nothing, loads nothing and is framed by nobody else', async () => {
  const { headers } = await frame(await tried('invitation'))
  const policy = headers.get('content-security-policy')!
  for (const part of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox']) expect(policy).toContain(part)
  expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src|https?:/)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  const { source } = await tried('invitation')
  const bad = await frame(await tried('invitation', { body: `${source.body}\n<script>alert(1)</script>` }))
  expect(bad.status).toBe(200)
  expect(bad.text).toContain('There are problems in this wording.')
  expect(bad.text).not.toContain('alert(1)')
})

test('only staff see it, from our own pages, and not endlessly', async () => {
  const input = await tried('invitation')
  expect((await frame(input, '')).status).toBe(401)
  expect((await frame(input, 'gatehouse=nonsense')).status).toBe(401)
  expect((await frame(input, developer)).status).toBe(403)
  for (const origin of ['https://evil.example', 'null', undefined])
    expect((await frame(input, owner, { origin })).status).toBe(403)
  expect((await frame(input, owner, { origin: undefined, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x'])
    expect((await frame(input, owner, { 'content-type': type })).status).toBe(403)
  for (const wrong of [{}, { ...input, scheme: 'sepia' }, { ...input, name: 'nothing' }, { ...input, mailId: 'x' }])
    expect((await frame(wrong)).status).toBe(400)
  expect((await frame({ ...input, mailId: requestId() })).status).toBe(404)
  expect((await frame({ ...input, source: { ...input.source, body: 'x'.repeat(2 << 20) } })).status).toBe(413)
  await portal.database.sql`update rate_limits set points = 600 where key like 'wordingPreviewByAccount:%'`
  const { status, text } = await frame(input)
  expect(status).toBe(429)
  expect(text).toContain('Wait a moment')
})

async function uploadPicture(base64: string): Promise<string> {
  const headers = { cookie: owner }
  return (await callRaw(portal, '/uploads/pictures', { body: JSON.stringify({ base64 }), headers })).json.id as string
}
const saveLogo = async (logoId: string | null) =>
  api().settings.save.mutate({ ...(await api().settings.get.query()), logoId })

test('the logo stands in the frame itself, before it is saved and in kept mails after', async () => {
  const logoId = await uploadPicture(pixel)
  const input = await tried('password-changed')
  const shown = `src="data:image/png;base64,${pixel}"`
  expect((await frame({ ...input, brand: { portalName: 'P', accent: '#3451d1', logoId } })).text).toContain(shown)
  expect((await frame(input)).text).not.toContain('data:image')
  await saveLogo(logoId)
  expect((await frame(input)).text).toContain(shown)
  const [mail] = await portal.database.sql<{ id: string }[]>`
    insert into mails (template, to_name, to_address, state, html)
    values ('password-changed', 'A', 'a@example.com', 'sent', '<img src="cid:logo" alt="P" />') returning id`
  const kept = await callRaw(portal, `/mails/${mail!.id}/body`, { method: 'GET', headers: { cookie: auditor } })
  expect(kept.text).toContain(shown)
  await saveLogo(null)
})

test('a logo is a PNG or a JPEG that is small enough to go out with every mail', async () => {
  expect(await refusalOf(saveLogo(await uploadPicture(losslessWebp)))).toBe('LOGO_UNSUITABLE')
  expect(await refusalOf(saveLogo(requestId()))).toBe('DOCUMENT_GONE')
  const large = await uploadPicture(pixel)
  await portal.database
    .sql`update pictures set bytes = bytes || convert_to(repeat('x', 200000), 'utf8') where id = ${large}`
  expect(await refusalOf(saveLogo(large))).toBe('LOGO_UNSUITABLE')
  const saved = await saveLogo(await uploadPicture(jpeg))
  expect(saved.logoId).not.toBeNull()
  const colour = api().settings.save.mutate({ ...saved, accent: 'red' })
  await expect(colour).rejects.toThrow(/#3451d1/)
})

test('the logo is not tidied up, what is no logo any more is', async () => {
  const { sql } = portal.database
  const [old, logoId] = [await uploadPicture(pixel), await uploadPicture(jpeg)]
  await saveLogo(old)
  await saveLogo(logoId)
  await sql`update pictures set uploaded_at = now() - interval '25 hours'`
  await tidyUp(portal.database)
  const kept = await sql<{ id: string }[]>`select id from pictures`
  expect(kept.map(({ id }) => id)).toEqual([logoId])
})
