import { afterAll, beforeAll, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { clientFor, insertMember, insertOrganization, insertRequest, insertTeam, invitee } from '#tests/setup/organizations.ts'
import { clientOf, insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { createApplicants, applicant } from '#tests/setup/applicants.ts'
import { returnDuePlaces, tiePlace } from '#server/features/invite-codes/claim.ts'
import { writeFileSync, appendFileSync } from 'node:fs'

let portal: Portal
const out = (...a: unknown[]) => appendFileSync('/tmp/zz-out.txt', a.map((x) => typeof x === 'string' ? x : JSON.stringify(x)).join(' ') + '\n')
const tryIt = async (name: string, p: Promise<unknown>) => {
  try { out(name, 'OK', JSON.stringify(await p)?.slice(0, 200) ?? 'undefined') } catch (e: any) { out(name, 'ERR', e?.data?.httpStatus ?? '', e?.data?.refusal?.code ?? '', String(e?.message).slice(0, 150)) }
}
beforeAll(async () => { writeFileSync('/tmp/zz-out.txt', ''); portal = await startPortal({ role: 'web' }) })
afterAll(async () => { await portal.end() })
const guarded = (name: string, f: () => Promise<void>) => test(name, { timeout: 120_000 }, async () => { out('\n## ' + name); try { await f() } catch (e: any) { out('THROWN', e?.stack ?? String(e)) } })


guarded('a used-up code', async () => {
  const { sql } = portal.database
  await sql`drop index accounts_by_text`
  const code = await insertCode(portal)
  for (let k = 0; k < 10; k++) {
  await sql`insert into accounts (id, kind, email, email_key, first_name, last_name, organization_id, organization_role, password_hash, approved_at, email_confirmed_at)
    select gen_random_uuid(), 'user', 'h'||${k}::int||'x'||i||'@huge.example', 'h'||${k}::int||'x'||i||'@huge.example', 'M', 'B', (select id from organizations where is_default), 'team_member', 'x', now(), now() from generate_series(1, 10000) i`
  }
  await sql`alter table reviews disable trigger all`
  await sql`insert into reviews (kind, subject_id, requester_id, state, facts, search_text, decided_at, undo_until) select 'registration', id, id, case when random() < 0.1 then 'rejected' else 'approved' end, '{}', '', now(), now() - interval '1 hour' from accounts where email like '%@huge.example'`
  await sql`alter table invite_code_redemptions disable trigger all`
  await sql`insert into invite_code_redemptions (code_id, account_id, review_id, returned_at) select ${code.id}, requester_id, id, case when state = 'rejected' then now() end from reviews where facts = '{}'`
  await sql`update invite_codes set used = (select count(*) from invite_code_redemptions where code_id = ${code.id} and returned_at is null), quota = (select count(*) from invite_code_redemptions where code_id = ${code.id} and returned_at is null) where id = ${code.id}`
  await sql`analyze`
  for (let i = 0; i < 4; i++) { const t = Date.now(); const r = await clientOf(portal).portal.inviteCodes.check.mutate({ code: code.code }); out('check', r, Date.now() - t, 'ms') }
  await sql`update invite_codes set quota = quota + 1 where id = ${code.id}`
  for (let i = 0; i < 3; i++) { const t = Date.now(); const r = await clientOf(portal).portal.inviteCodes.check.mutate({ code: code.code }); out('check, place left', r.status, Date.now() - t, 'ms') }
  await sql`update invite_codes set quota = quota - 1 where id = ${code.id}`
  let t = Date.now(); await portal.database.inTransaction((tx) => returnDuePlaces(tx)); out('sweep', Date.now() - t, 'ms')
  t = Date.now(); await portal.database.inTransaction((tx) => returnDuePlaces(tx, code.id)); out('sweep of code', Date.now() - t, 'ms')
  const ana = await staffClient(portal, 'approver')
  for (let i = 0; i < 2; i++) { t = Date.now(); await ana.admin.organizations.list.query({}); out('organizations.list', Date.now() - t, 'ms') }
  t = Date.now(); const dev = await clientFor(portal, (await insertDeveloper(portal)).id); t = Date.now(); await dev.api.portal.session.me.query(); out('me alone', Date.now() - t, 'ms')
  t = Date.now(); const flood = Promise.all(Array.from({ length: 200 }, () => clientOf(portal).portal.inviteCodes.check.mutate({ code: code.code }).then((r) => r.status, (e) => e.data?.refusal?.code ?? e.message)))
  await new Promise((r) => setTimeout(r, 100)); const t2 = Date.now(); await dev.api.portal.session.me.query(); out('me during the flood', Date.now() - t2, 'ms')
  const res = await flood
  out('200 checks at once', Date.now() - t, 'ms', Object.entries(Object.groupBy(res, (x: any) => x)).map(([k, v]) => `${k}: ${v!.length}`))
  out(await sql`select key, points from rate_limits`)
})

guarded('undo throws out who was there by an invitation', async () => {
  const { sql } = portal.database
  await sql`update settings set undo_seconds = 60`
  const org = await insertOrganization(portal)
  await insertMember(portal, org.id, 'super_admin')
  const code = await insertCode(portal, org.id)
  await sql`update invite_codes set skips_approval = false where id = ${code.id}`
  const a = await createApplicants(portal)
  const input = applicant({ inviteCode: code.code })
  await a.register(input)
  const { insertInvitation, acceptWith, placeOf } = await import('#tests/setup/organizations.ts')
  const inv = await insertInvitation(portal, org.id, { email: input.email, role: 'super_admin' })
  await acceptWith(portal, inv.token)
  const acc = await a.accountOf(input.email)
  out('after accepting', await placeOf(portal, acc.id))
  const r = await a.decide(input.email, 'reject')
  await tryIt('undo', a.ana.admin.reviews.undo.mutate({ id: r.id, version: r.version, requestId: requestId() }))
  out('after undoing the rejection', await placeOf(portal, acc.id))
})

guarded('undo after the code has gone', async () => {
  const org = await insertOrganization(portal)
  await insertMember(portal, org.id, 'super_admin')
  const code = await insertCode(portal, org.id)
  await portal.database.sql`update invite_codes set skips_approval = false where id = ${code.id}`
  const a = await createApplicants(portal)
  const input = applicant({ inviteCode: code.code })
  await a.register(input)
  const r = await a.decide(input.email, 'approve')
  await a.ana.admin.inviteCodes.remove.mutate({ id: code.id })
  await tryIt('undo', a.ana.admin.reviews.undo.mutate({ id: r.id, version: r.version, requestId: requestId() }))
  const { placeOf } = await import('#tests/setup/organizations.ts')
  out(await placeOf(portal, r.requesterId))
  const r2 = await a.decide(input.email, 'reject')
  out('rejected, still in', await placeOf(portal, r.requesterId), r2.state)
})

guarded('skip approval switched off while a registration hashes', async () => {
  const code = await insertCode(portal)
  await portal.database.sql`update invite_codes set skips_approval = true where id = ${code.id}`
  const a = await createApplicants(portal)
  const ins = Array.from({ length: 12 }, () => applicant({ inviteCode: code.code }))
  const regs = Promise.all(ins.map((i) => a.register(i)))
  for (;;) { const [r] = await portal.database.sql`select points from rate_limits where key = 'registerByAddress:127.0.0.1'`; if ((r?.points ?? 0) >= 12) break; await new Promise((x) => setTimeout(x, 3)) }
  await new Promise((x) => setTimeout(x, 40))
  await a.ana.admin.inviteCodes.edit.mutate({ id: code.id, edition: code.edition, name: 'n', quota: 100, expiresAt: null, isActive: true, skipsApproval: false, teamId: (await portal.database.sql`select team_id from invite_codes where id = ${code.id}`)[0]!.teamId })
  const [edited] = await portal.database.sql`select at from audit_entries where action = 'code.edited' and subject_id = ${code.id}`
  await regs
  out(await portal.database.sql`select count(*)::int as "approvedAfterTheEdit" from audit_entries where action = 'review.auto-approved' and at > ${edited!.at}`)
})

guarded('requests without end', async () => {
  const dev = await insertDeveloper(portal)
  const { api } = await clientFor(portal, dev.id)
  const t = Date.now()
  for (let i = 0; i < 50; i++) { const r = await api.portal.organizations.create.mutate({ requestId: requestId(), name: 'Spam ' + i }); await api.portal.organizations.withdraw.mutate({ id: r.id }) }
  out('50 requests made and withdrawn', Date.now() - t, 'ms')
})

guarded('invitation outlives its inviter', async () => {
  const org = await insertOrganization(portal)
  const one = await insertMember(portal, org.id, 'super_admin')
  const two = await insertMember(portal, org.id, 'super_admin')
  const { linkOf, acceptWith, placeOf } = await import('#tests/setup/organizations.ts')
  const inv: any = await (await clientFor(portal, two.id)).api.portal.members.invite.mutate(invitee({ role: 'super_admin' }))
  await (await clientFor(portal, one.id)).api.portal.members.remove.mutate({ id: two.id })
  const token = await linkOf(portal, inv.id)
  await tryIt('accept', acceptWith(portal, token))
  const [x] = await portal.database.sql`select id from accounts where email = ${inv.email}`
  out(await placeOf(portal, x!.id))
})

guarded('typed password counts as active super admin', async () => {
  const org = await insertOrganization(portal)
  const one = await insertMember(portal, org.id, 'super_admin')
  await insertMember(portal, org.id)
  const ana = await staffClient(portal, 'approver')
  const two = await ana.admin.users.add.mutate({ requestId: requestId(), email: 'typed@x.example', firstName: 'T', lastName: 'P', organizationId: org.id, teamIds: [], role: 'super_admin', isActive: true, password: 'a lighthouse of glass', mustChangePassword: true })
  await tryIt('the only other leaves', (await clientFor(portal, one.id)).api.portal.members.remove.mutate({ id: one.id }))
  await portal.database.sql`update accounts set password_expires_at = now() - interval '1 second' where id = ${two.id}`
  out(await portal.database.sql`select count(*) filter (where is_active_super_admin(accounts))::int as active_super_admins, count(*)::int as members from accounts where organization_id = ${org.id}`)
})
