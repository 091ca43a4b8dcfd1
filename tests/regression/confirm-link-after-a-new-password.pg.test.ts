// A stranger applied again for somebody who had been rejected. Later the owner of the address reset the password; the link of the
// older mail, pressed after that, brought the stranger's password back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, tokenInMail } from '#tests/setup/raw-call.ts'

let portal: Portal
beforeAll(async () => void (portal = await startPortal()))
afterAll(() => portal.end())

test('a password chosen since is not replaced by that of an application', async () => {
  const people = await createApplicants(portal)
  await people.reset()
  const owner = applicant()
  await people.register(owner)
  await people.decide(owner.email, 'reject')
  await portal.database.sql`delete from mails`
  await people.register({ ...applicant(), email: owner.email, password: 'the stranger’s password' })
  const confirmation = await tokenInMail(portal, 'confirm-address', owner.email)
  await people.decide(owner.email, 'approve')
  await mutateRaw(portal, 'portal.passwords.requestReset', { email: owner.email })
  const reset = await tokenInMail(portal, 'password-reset', owner.email)
  await mutateRaw(portal, 'portal.passwords.reset', { token: reset, password: 'what the owner chose' })
  expect((await people.confirm(confirmation)).status).toBe(200)
  expect((await people.logIn(owner.email, 'what the owner chose')).status).toBe(200)
  expect(refusalIn(await people.logIn(owner.email, 'the stranger’s password'))).toBe('WRONG_CREDENTIALS')
})
