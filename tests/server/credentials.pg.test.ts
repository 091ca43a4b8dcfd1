import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobs } from '#server/jobs/registry.ts'
import { insertAccessRequest, insertApp, insertOffer, issueKey } from '#tests/setup/access.ts'
import { clientFor, insertMember, insertOrganization, memberPassword } from '#tests/setup/organizations.ts'
import {
  insertDeveloper,
  openTab,
  requestId,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let acme: string
let dev: Awaited<ReturnType<typeof clientFor>> & { id: string }

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  acme = (await insertOrganization(portal)).id
  const { id } = await insertMember(portal, acme)
  dev = { id, ...(await clientFor(portal, id)) }
})

const sql = () => portal.database.sql
const issue = (facts: object = {}) => issueKey(portal, { ownerId: dev.id, ...facts })
type Issued = Awaited<ReturnType<typeof issue>>
const reveal = (keyId: string, { api }: Pick<typeof dev, 'api'> = dev) =>
  api.portal.credentials.reveal.mutate({ keyId })
const of = async ({ appId }: { appId: string }) => (await ana.admin.apps.get.query({ id: appId })).approved[0]!
const keysOf = async (issued: Issued) => (await of(issued)).keys
const rotate = async (issued: Issued, overlapHours: 0 | 1 | 24 | 168 = 1) => {
  const { id, version } = await of(issued)
  return dev.api.portal.credentials.rotate.mutate({ id, version, requestId: requestId(), overlapHours })
}
const revoke = async (issued: Issued) => {
  const { id, version } = await of(issued)
  return dev.api.portal.credentials.revoke.mutate({ id, version })
}
const forgetPassword = (minutes = 11) =>
  sql()`update sessions set password_typed_at = now() - make_interval(mins => ${minutes}) where account_id = ${dev.id}`
const confirm = (password: string) => dev.api.portal.passwords.confirm.mutate({ password })
const entriesOf = (credentialId: string, action: string) =>
  sql()<{ actorId: string; detail: object }[]>`
    select actor_id, detail from audit_entries where subject_id = ${credentialId} and action = ${action} order by id`
const statusOf = async (key: string) =>
  (await fetch(`${portal.url}/verify`, { headers: { 'x-api-key': key, 'x-original-url': 'https://nowhere.example/' } }))
    .status
/** Verification knows the key, though it opens nothing at that address. */
const works = async (key: string) => (await statusOf(key)) === 403
const hasEnded = async (key: string) => (await statusOf(key)) === 401

describe('revealing', () => {
  test('asks for a recent password, and is recorded each time', async () => {
    const { keyId, key, credentialId, appId } = await issue()
    expect(key).toMatch(/^gatehouse_[0-9A-Za-z]{49}$/)
    await forgetPassword()
    expect(await refusalOf(reveal(keyId))).toBe('PASSWORD_NEEDED')
    expect(await refusalOf(confirm('not the password'))).toBe('WRONG_PASSWORD')
    expect(await refusalOf(reveal(keyId))).toBe('PASSWORD_NEEDED')
    await confirm(memberPassword)
    expect(await reveal(keyId)).toEqual({ key })
    await forgetPassword(9)
    expect(await reveal(keyId)).toEqual({ key })
    const entry = { actorId: dev.id, detail: { appId, keyId } }
    expect(await entriesOf(credentialId, 'credential.revealed')).toEqual([entry, entry, entry])
    expect(JSON.stringify(await dev.api.portal.apps.get.query({ id: appId }))).not.toContain(key)
  })

  test('a password typed in one browser says nothing of another', async () => {
    const { keyId } = await issue()
    const other = await clientFor(portal, dev.id)
    await forgetPassword()
    await confirm(memberPassword)
    expect(await refusalOf(reveal(keyId, other))).toBe('PASSWORD_NEEDED')
  })

  test('a teammate reads the same key; a portal admin and an unconfirmed one do not', async () => {
    const { keyId, key } = await issue()
    const mate = await clientFor(portal, (await insertMember(portal, acme)).id)
    expect(await reveal(keyId, mate)).toEqual({ key })
    const unconfirmed = await clientFor(
      portal,
      (await insertMember(portal, acme, 'team_member', { confirmed: false })).id,
    )
    expect(await refusalOf(reveal(keyId, unconfirmed))).toBe('EMAIL_UNCONFIRMED')
    expect(await refusalOf(ana.portal.credentials.reveal.mutate({ keyId }))).toBe('NOT_ALLOWED')
  })

  test('is no business of a socket', async () => {
    const { keyId } = await issue()
    const tab = openTab(portal, await signIn(portal, dev.id))
    expect(await refusalOf(tab.api.portal.credentials.reveal.mutate({ keyId }))).toBe('HTTP_ONLY')
    await tab.close()
  })

  test('is limited, and so are guesses at the password, whatever the session', async () => {
    const { keyId } = await issue()
    for (let n = 1; n < 100; n++) await reveal(keyId)
    expect(await refusalOf(reveal(keyId))).toBe('TOO_MANY_ATTEMPTS')
    for (let n = 0; n < 10; n++) expect(await refusalOf(confirm(`wrong ${n}`))).toBe('WRONG_PASSWORD')
    expect(await refusalOf(confirm(memberPassword))).toBe('TOO_MANY_ATTEMPTS')
    const other = await clientFor(portal, dev.id)
    expect(await refusalOf(other.api.portal.passwords.confirm.mutate({ password: memberPassword }))).toBe(
      'TOO_MANY_ATTEMPTS',
    )
  })

  test.each<[string, (issued: Issued) => PromiseLike<unknown>]>([
    ['revoked', revoke],
    ['expired', ({ credentialId }) => sql()`update credentials set expires_at = now() where id = ${credentialId}`],
    ['rotated out', (issued) => rotate(issued, 0)],
  ])('a key that is %s shows nothing any more', async (_, end) => {
    const issued = await issue()
    await end(issued)
    expect(await refusalOf(reveal(issued.keyId))).toBe('NOT_FOUND')
  })

  test('a row that somebody put in the place of another does not open', async () => {
    const [one, two] = [await issue(), await issue()]
    await sql()`
      update credential_keys set sealed = other.sealed, sealed_key = other.sealed_key
        from credential_keys other where credential_keys.id = ${one.keyId} and other.id = ${two.keyId}`
    await expect(reveal(one.keyId)).rejects.toThrow('Something went wrong on our side.')
    expect(await entriesOf(one.credentialId, 'credential.revealed')).toHaveLength(1)
  })
})

describe('rotating', () => {
  test('gives a new key beside the old one, which ends with the overlap', async () => {
    const issued = await issue()
    for (const overlapHours of [1, 24, 168] as const) {
      const { keys } = await rotate(issued, overlapHours)
      expect(keys).toHaveLength(2)
      const ends = (Date.parse(keys[1]!.worksUntil!) - Date.now()) / 3_600_000
      expect(ends).toBeGreaterThan(overlapHours - 0.1)
      expect(ends).toBeLessThanOrEqual(overlapHours)
    }
    const [present, old] = await keysOf(issued)
    const [fresh, former] = [(await reveal(present!.id)).key, (await reveal(old!.id)).key]
    expect([await works(fresh), await works(former), await hasEnded(issued.key)]).toEqual([true, true, true])
    await sql()`update credential_keys set works_until = now() where id = ${old!.id}`
    expect(await keysOf(issued)).toMatchObject([{ id: present!.id }])
    expect((await entriesOf(issued.credentialId, 'credential.rotated')).map(({ detail }) => detail)).toMatchObject(
      [1, 24, 168].map((overlapHours) => ({ overlapHours })),
    )
  })

  test('now: the old one is refused at once', async () => {
    const issued = await issue()
    expect(await works(issued.key)).toBe(true)
    const { keys } = await rotate(issued, 0)
    expect(keys).toMatchObject([{ worksUntil: null }])
    await expect.poll(() => hasEnded(issued.key), { timeout: 1_000 }).toBe(true)
  })

  test('again while an old one goes on: never more than two work, however many rotate at once', async () => {
    const issued = await issue()
    for (let round = 0; round < 4; round++) {
      const { id, version } = await of(issued)
      const calls = Array.from({ length: 5 }, () =>
        refusalOf(dev.api.portal.credentials.rotate.mutate({ id, version, requestId: requestId(), overlapHours: 24 })),
      )
      expect((await Promise.all(calls)).sort()).toEqual([...Array<string>(4).fill('CREDENTIAL_CHANGED'), 'no refusal'])
      const [working] = await sql()<{ n: number }[]>`
        select count(*)::int as n from credential_keys
         where credential_id = ${id} and (works_until is null or works_until > clock_timestamp())`
      expect(working!.n).toBe(2)
    }
  })

  test('a repeat of the same request is one rotation; a late one is told how it is now', async () => {
    const issued = await issue()
    const { id, version } = await of(issued)
    const input = { id, version, requestId: requestId(), overlapHours: 1 as const }
    const answers = await Promise.all([1, 2, 3].map(() => dev.api.portal.credentials.rotate.mutate(input)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await entriesOf(id, 'credential.rotated')).toHaveLength(1)
    const late = await dev.api.portal.credentials.revoke
      .mutate({ id, version })
      .catch((error: { data: object }) => error.data)
    expect(late).toMatchObject({
      refusal: { code: 'CREDENTIAL_CHANGED', detail: { credential: { version: version + 1, keys: [{}, {}] } } },
    })
  })

  test('begins a new lifetime; the old key lives no longer for it than its own', async () => {
    const issued = await issue({ plan: { keyLifetimeDays: 10 } })
    await sql()`update credentials set expires_at = now() + interval '2 hours' where id = ${issued.credentialId}`
    const { expiresAt, keys } = await rotate(issued, 168)
    expect(Date.parse(expiresAt!) - Date.now()).toBeGreaterThan(9.9 * 86_400_000)
    expect(Date.parse(keys[1]!.worksUntil!) - Date.now()).toBeLessThanOrEqual(2 * 3_600_000)
  })

  test('or revoking what has ended is too late', async () => {
    const issued = await issue()
    expect(await revoke(issued)).toMatchObject({ state: 'revoked', keys: [], version: 2 })
    expect(await refusalOf(rotate(issued))).toBe('CREDENTIAL_CHANGED')
    expect(await refusalOf(revoke(issued))).toBe('CREDENTIAL_CHANGED')
  })
})

describe('revoking', () => {
  test('by a portal admin, who rotates too and reads neither: the key is refused, and can be asked for again', async () => {
    const issued = await issue()
    const { id, version } = await of(issued)
    const rotated = await ana.admin.credentials.rotate.mutate({ id, version, requestId: requestId(), overlapHours: 1 })
    const { key } = await reveal(rotated.keys[0]!.id)
    expect([await works(key), await works(issued.key)]).toEqual([true, true])
    await ana.admin.credentials.revoke.mutate({ id, version: rotated.version })
    await expect
      .poll(async () => [await hasEnded(key), await hasEnded(issued.key)], { timeout: 1_000 })
      .toEqual([true, true])
    expect(await entriesOf(id, 'credential.revoked')).toHaveLength(1)
    await insertAccessRequest(portal, { ownerId: dev.id, appId: issued.appId, offer: issued.offer })
  })

  test('of two at once one succeeds', async () => {
    const issued = await issue()
    const { id, version } = await of(issued)
    const calls = [dev.api.portal, ana.admin].map((api) => refusalOf(api.credentials.revoke.mutate({ id, version })))
    expect((await Promise.all(calls)).sort()).toEqual(['CREDENTIAL_CHANGED', 'no refusal'])
  })
})

describe('an expiry', () => {
  const sweep = () => jobs['credentials.sweep'].run(portal, {})
  const mailsOf = async ({ appId }: { appId: string }) => {
    const mails = await sql()<{ template: string; accountId: string }[]>`
      select template, account_id from mails where facts ->> 'appId' = ${appId} and template like 'credential-%' order by created_at, account_id`
    return mails.map(({ template, accountId }) => [template, accountId])
  }
  /** Makes it so many days old and so many to live. */
  const age = async ({ credentialId }: Issued, { old, left }: { old: number; left: number }) => {
    await sql()`update credentials set issued_at = now() - make_interval(days => ${old}), expires_at = now() + make_interval(hours => ${left * 24}) where id = ${credentialId}`
    await sql()`update credential_keys set issued_at = now() - make_interval(days => ${old}) where credential_id = ${credentialId} and works_until is null`
  }

  test('is warned of once, 14 days before, and told once; then the products can be asked for again', async () => {
    const issued = await issue({ plan: { keyLifetimeDays: 90 } })
    await age(issued, { old: 75, left: 15 })
    await sweep()
    expect(await mailsOf(issued)).toEqual([])
    await age(issued, { old: 77, left: 13 })
    const warned = ['credential-expiring', dev.id]
    for (let n = 0; n < 3; n++) await Promise.all([sweep(), sweep()])
    expect(await mailsOf(issued)).toEqual([warned])
    await age(issued, { old: 90, left: 0 })
    for (let n = 0; n < 3; n++) await Promise.all([sweep(), sweep()])
    // The date was moved by the test, and is another one; a key that is over is not warned of.
    expect(await mailsOf(issued)).toEqual([warned, ['credential-expired', dev.id]])
    expect(await of(issued)).toMatchObject({ state: 'expired', keys: [] })
    expect(await hasEnded(issued.key)).toBe(true)
    expect(
      [
        await entriesOf(issued.credentialId, 'credential.expiry-warned'),
        await entriesOf(issued.credentialId, 'credential.expired'),
      ].map((it) => it.length),
    ).toEqual([1, 1])
    await insertAccessRequest(portal, { ownerId: dev.id, appId: issued.appId, offer: issued.offer })
  })

  test('of a short life is warned of at half of it, of a rotated key at half of its own', async () => {
    const issued = await issue({ plan: { keyLifetimeDays: 10 } })
    await age(issued, { old: 4, left: 6 })
    await sweep()
    expect(await mailsOf(issued)).toEqual([])
    await age(issued, { old: 6, left: 4 })
    await sweep()
    expect(await mailsOf(issued)).toHaveLength(1)
    await rotate(issued, 0)
    await sweep()
    expect(await mailsOf(issued)).toHaveLength(1)
    await age(issued, { old: 6, left: 4 })
    await sweep()
    expect(await mailsOf(issued)).toHaveLength(2)
  })

  test('is told to whoever made the app; where nobody is left, to the super admins, who are active', async () => {
    const issued = await issue({ plan: { keyLifetimeDays: 90 } })
    const boss = await insertMember(portal, acme, 'super_admin')
    await insertMember(portal, acme, 'super_admin', { deactivated: true })
    await age(issued, { old: 89, left: 1 })
    await sql()`update apps set owner_id = null where id = ${issued.appId}`
    await sweep()
    expect(await mailsOf(issued)).toEqual([['credential-expiring', boss.id]])
  })

  test('of what was revoked is told to nobody', async () => {
    const issued = await issue({ plan: { keyLifetimeDays: 90 } })
    await revoke(issued)
    await age(issued, { old: 90, left: 0 })
    await sweep()
    expect(await mailsOf(issued)).toEqual([])
  })
})

describe('what the database itself refuses', () => {
  const failureOf = (statement: PromiseLike<unknown>) =>
    Promise.resolve(statement).then(
      () => 'nothing',
      (error: { constraint_name?: string }) => error.constraint_name,
    )

  test('two present keys, two credentials of a request, a product twice in an app, one hash twice', async () => {
    const { credentialId, requestId: request, keyId, appId, offer } = await issue()
    const key = sql()`select ${credentialId}, hash, last_four, sealed, sealed_key, secret_version from credential_keys where id = ${keyId}`
    expect(await failureOf(sql()`insert into credentials (request_id, app_id) values (${request}, ${appId})`)).toBe(
      'credentials_once',
    )
    const columns = sql()`(credential_id, hash, last_four, sealed, sealed_key, secret_version)`
    expect(await failureOf(sql()`insert into credential_keys ${columns} ${key}`)).toBe('credential_keys_hash_unique')
    expect(
      await failureOf(
        sql()`insert into credential_keys ${columns} values (${credentialId}, '\\x01', 'abcd', '\\x01', '\\x01', 1)`,
      ),
    ).toBe('credential_keys_one_present')
    const other = await insertAccessRequest(portal, { ownerId: dev.id, appId })
    expect(
      await failureOf(sql()`insert into access_products (request_id, app_id, product_id, is_held)
        values (${other.requestId}, ${appId}, ${offer.productIds[0]!}, true)`),
    ).toBe('access_products_once')
  })

  test('an app of no such visibility, of a team that is not its organization’s, of a maker who is not in it, or without a name', async () => {
    const { id } = await insertApp(portal, { ownerId: dev.id })
    const elsewhere = await insertOrganization(portal)
    const stranger = await insertDeveloper(portal)
    const set = (values: ReturnType<typeof sql>) =>
      failureOf(sql()`update apps set ${values as never} where id = ${id}`)
    expect(await set(sql()`visibility = 'public'` as never)).toBe('apps_visibility')
    expect(await set(sql()`visibility = 'team'` as never)).toBe('apps_team_when_visible_to_one')
    expect(await set(sql()`team_id = ${elsewhere.defaultTeamId}` as never)).toBe('apps_team_when_visible_to_one')
    expect(await set(sql()`visibility = 'team', team_id = ${elsewhere.defaultTeamId}` as never)).toBe(
      'apps_team_of_organization',
    )
    expect(await set(sql()`owner_id = ${stranger.id}` as never)).toBe('apps_owner_of_organization')
    expect(await set(sql()`name = ''` as never)).toBe('apps_name_check')
  })
})

test('an approval by a plan that is gone is refused', async () => {
  const offer = await insertOffer(portal, { needsApproval: true })
  const { reviewId, version } = await insertAccessRequest(portal, { ownerId: dev.id, offer })
  await sql()`delete from catalogue_plans where plan_id = ${offer.plan.id}`
  await sql()`delete from plans where id = ${offer.plan.id}`
  expect(await refusalOf(ana.admin.reviews.approve.mutate({ id: reviewId, version, requestId: requestId() }))).toBe(
    'OFFER_CHANGED',
  )
})
