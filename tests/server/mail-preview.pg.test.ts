// The preview of a mail is the mail that goes out, for each kind of review, and makes no link work.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { createApplicants, applicant } from '#tests/setup/applicants.ts'
import { insertMember, insertOrganization, insertRequest } from '#tests/setup/organizations.ts'
import { requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
beforeAll(async () => {
  portal = await startPortal()
  ana = await staffClient(portal, 'approver')
  await portal.database.sql`update settings set undo_seconds = 0`
})
afterAll(() => portal.end())

const said = 'First line.\n\nSecond line, with <b>markup</b> & {{braces}}.'

async function registration(): Promise<string> {
  const people = await createApplicants(portal)
  const input = applicant()
  await people.register(input)
  return (await people.reviewOf(input.email)).id
}
async function access(): Promise<string> {
  const { id } = await insertOrganization(portal, `Nordpay ${requestId().slice(0, 8)}`)
  const maria = await insertMember(portal, id, 'super_admin')
  return (await insertAccessRequest(portal, { name: 'Till', ownerId: maria.id })).reviewId
}
const kinds = [
  ['registration', registration],
  ['organization', async () => (await insertRequest(portal, 'Acme')).review.id],
  ['access', access],
] as const

/** The mail that was sent about a review, with what its link carries taken out: that is minted when it is sent. */
async function sentMail(reviewId: string, template: string) {
  const find = async () => {
    const [mail] = await portal.database.sql<{ to: string; subject: string; text: string }[]>`
      select to_address as to, subject, body_text as text from mails
       where review_id = ${reviewId} and template = ${template} and state = 'sent'`
    return mail
  }
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  const { to, subject, text } = (await find())!
  return { to, subject, text: text.replace(/\?token=[\w-]+/g, '') }
}
const countTokens = async () => {
  const [row] = await portal.database.sql<{ count: number }[]>`
    select (select count(*) from status_tokens)::int + (select count(*) from mail_tokens)::int as count`
  return row!.count
}
const settled = () =>
  expect
    .poll(async () => portal.database.sql`select 1 from mails where state <> 'sent'`, { timeout: 20_000 })
    .toHaveLength(0)

test.each(kinds)('%s: the question and the rejection are sent as they were shown', async (kind, submit) => {
  const id = await submit()
  await settled()
  const before = await countTokens()
  const question = await ana.admin.reviews.previewMail.mutate({ id, about: 'question', text: said })
  const rejection = await ana.admin.reviews.previewMail.mutate({ id, about: 'rejection', text: said })
  expect(await countTokens()).toBe(before)
  expect(question.text).toContain('> First line.')
  expect(rejection.text).toContain('> First line.')
  expect(question.text).not.toContain('token=')

  const { version } = await ana.admin.reviews.ask.mutate({ id, version: 1, question: said, requestId: requestId() })
  expect(await sentMail(id, 'review-question')).toEqual(question)
  await ana.admin.reviews.reject.mutate({ id, version, reason: said, note: 'For us.', requestId: requestId() })
  const rejected = await sentMail(id, `${kind}-rejected`)
  expect(rejected).toEqual(rejection)
  expect(rejected.text).not.toContain('For us.')
})

test('there is no mail about a review that is not there', async () => {
  const preview = ana.admin.reviews.previewMail.mutate({ id: requestId(), about: 'rejection', text: said })
  await expect(preview).rejects.toMatchObject({ data: { refusal: { code: 'NOT_FOUND' } } })
})
